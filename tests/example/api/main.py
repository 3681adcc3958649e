"""The API of the notes app. Notes live in memory: this is an example."""

import os

from fastapi import FastAPI, Request

LIMIT = int(os.getenv("NOTES_LIMIT", "100"))

app = FastAPI()
notes: list[str] = []


@app.get("/health")
def health():
    return {"ok": True}


@app.get("/notes")
def read_notes():
    return notes


@app.post("/notes")
async def add_note(request: Request):
    notes.append((await request.body()).decode())
    return {"notes": len(notes)}


@app.post("/__space/v0/actions")
async def run_action(request: Request):
    event = (await request.json())["event"]
    if event["id"] == "tidy":
        del notes[:-LIMIT]
    return {"notes": len(notes)}
