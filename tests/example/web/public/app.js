const form = document.querySelector("form");
const list = document.querySelector("ul");

async function show() {
  const notes = await (await fetch("/api/notes")).json();
  list.replaceChildren(
    ...notes.map((note) => {
      const item = document.createElement("li");
      item.textContent = note;
      return item;
    }),
  );
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await fetch("/api/notes", { method: "POST", body: form.note.value });
  form.reset();
  await show();
});

show();
