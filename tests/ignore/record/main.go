// Command main answers anew for every line of go.txt whether Go takes it, and for which texts:
//
//	go run main.go < go.txt > new.txt
//
// A row is `text`, a tab and a text; or a verdict, a tab and a line of a .spaceignore. The verdict
// is x if the line is dropped, else a digit for each text. The record was made with Go 1.19.
package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
)

func main() {
	input := bufio.NewScanner(os.Stdin)
	var texts []string
	for input.Scan() {
		verdict, written, found := strings.Cut(input.Text(), "\t")
		if !found {
			continue
		}
		bytes, err := strconv.Unquote(`"` + strings.ReplaceAll(written, `\'`, `'`) + `"`)
		if err != nil {
			panic(written)
		}
		if verdict == "text" {
			texts = append(texts, bytes)
		} else {
			verdict = answer(bytes, texts)
		}
		fmt.Printf("%s\t%s\n", verdict, written)
	}
}

// answer follows the steps of the original for one line.
func answer(line string, texts []string) string {
	line = strings.TrimRight(line, "\r")
	isComment := strings.HasPrefix(line, "#")
	line = strings.Trim(line, " ")
	if isComment || line == "" {
		return "x"
	}
	line = strings.TrimPrefix(line, "!")
	if line != "" && (line[0] == '#' || line[0] == '!') {
		line = line[1:]
	}
	if regexp.MustCompile(`[^/+]/.*\*\.`).MatchString(line) && line[0] != '/' {
		line = "/" + line
	}
	line = strings.ReplaceAll(line, ".", `\.`)
	if strings.HasPrefix(line, "/**/") {
		line = line[1:]
	}
	for _, step := range [][2]string{
		{"/**/", "(/|/.+/)"}, {"**/", "(|.#$~/)"}, {"/**", "(|/.#$~)"}, {`\*`, `\#$~`},
		{"*", "([^/]#$~)"}, {"?", `\?`}, {"#$~", "*"},
	} {
		line = strings.ReplaceAll(line, step[0], step[1])
	}
	if strings.HasSuffix(line, "/") {
		line += "(|.*)$"
	} else {
		line += "(|/.*)$"
	}
	if strings.HasPrefix(line, "/") {
		line = "^(|/)" + line[1:]
	} else {
		line = "^(|.*/)" + line
	}
	expression, err := regexp.Compile(line)
	if err != nil {
		return "x"
	}
	verdict := ""
	for _, text := range texts {
		digit := "0"
		if expression.MatchString(text) {
			digit = "1"
		}
		verdict += digit
	}
	return verdict
}
