//! Ready-made pieces of a Spacefile that editors offer while one types (`defaultSnippets`).
//!
//! `${1:text}` is a place to fill in, with the text to start from.

use serde_json::{Value, json};

/// Whole files.
pub(crate) fn spacefile() -> Value {
    json!([
        {
            "label": "Spacefile: one Micro",
            "description": "An app with a single Python Micro",
            "body": {
                "v": 0,
                "app_name": "${1:My app}",
                "micros": [{
                    "name": "${2:api}",
                    "src": "${3:./}",
                    "engine": "${4:python3.9}",
                    "run": "${5:uvicorn main:app}"
                }]
            }
        },
        {
            "label": "Spacefile: static site",
            "description": "A site served from a folder, open to everyone",
            "body": {
                "v": 0,
                "app_name": "${1:My site}",
                "micros": [{
                    "name": "${2:site}",
                    "src": "${3:./}",
                    "engine": "static",
                    "serve": "${4:./}",
                    "public": true
                }]
            }
        },
        {
            "label": "Spacefile: frontend and API",
            "description": "A built frontend as the entry point, and an API under its own path",
            "body": {
                "v": 0,
                "app_name": "${1:My app}",
                "micros": [
                    {
                        "name": "${2:web}",
                        "src": "${3:web}",
                        "engine": "${4:svelte}",
                        "primary": true
                    },
                    {
                        "name": "${5:api}",
                        "src": "${6:api}",
                        "engine": "${7:nodejs16}"
                    }
                ]
            }
        }
    ])
}

/// One Micro, for each family of engines.
pub(crate) fn micro() -> Value {
    json!([
        {
            "label": "Micro: static",
            "description": "Serves a folder as it is",
            "body": {
                "name": "${1:site}",
                "src": "${2:site}",
                "engine": "static",
                "serve": "${3:./}"
            }
        },
        {
            "label": "Micro: React, Svelte or Vue",
            "description": "A frontend built to static files",
            "body": {
                "name": "${1:web}",
                "src": "${2:web}",
                "engine": "${3:react}"
            }
        },
        {
            "label": "Micro: Next, Nuxt or SvelteKit",
            "description": "A full-stack app on Node",
            "body": {
                "name": "${1:app}",
                "src": "${2:app}",
                "engine": "${3:next}"
            }
        },
        {
            "label": "Micro: Python",
            "description": "A Python server, started by a command of yours",
            "body": {
                "name": "${1:api}",
                "src": "${2:api}",
                "engine": "python3.9",
                "run": "${3:uvicorn main:app}",
                "dev": "${4:uvicorn main:app --reload}"
            }
        },
        {
            "label": "Micro: Node.js",
            "description": "A Node.js server, started by a command of yours",
            "body": {
                "name": "${1:api}",
                "src": "${2:api}",
                "engine": "nodejs16",
                "run": "${3:node index.js}"
            }
        },
        {
            "label": "Micro: Go",
            "description": "A compiled Go server on the custom engine",
            "body": {
                "name": "${1:api}",
                "src": "${2:api}",
                "engine": "custom",
                "commands": ["go build -o ${3:server}"],
                "include": ["${3:server}"],
                "run": "./${3:server}"
            }
        },
        {
            "label": "Micro: Rust",
            "description": "A compiled Rust server on the custom engine",
            "body": {
                "name": "${1:api}",
                "src": "${2:api}",
                "engine": "custom",
                "commands": ["cargo build --release"],
                "include": ["target/release/${3:server}"],
                "run": "./${3:server}"
            }
        }
    ])
}

/// The presets of a Micro.
pub(crate) fn presets() -> Value {
    json!([
        {
            "label": "Presets: environment variable",
            "description": "A variable that the app's users can set",
            "body": {
                "env": [{
                    "name": "${1:GREETING}",
                    "description": "${2:What the start page says}",
                    "default": "${3:Hello}"
                }]
            }
        },
        {
            "label": "Presets: API keys",
            "description": "Let users make keys for the private routes",
            "body": { "api_keys": true }
        }
    ])
}

/// One environment variable.
pub(crate) fn env() -> Value {
    json!([{
        "label": "Environment variable",
        "description": "A variable that the app's users can set",
        "body": {
            "name": "${1:GREETING}",
            "description": "${2:What the start page says}",
            "default": "${3:Hello}"
        }
    }])
}

/// One Action.
pub(crate) fn action() -> Value {
    json!([
        {
            "label": "Action: at a rate",
            "description": "Runs every so many minutes, hours or days",
            "body": {
                "id": "${1:cleanup}",
                "name": "${2:Clean up}",
                "description": "${3:Deletes what is no longer needed}",
                "trigger": "schedule",
                "default_interval": "${4:1 day}"
            }
        },
        {
            "label": "Action: at set times (cron)",
            "description": "Runs when a cron expression says so, in UTC",
            "body": {
                "id": "${1:report}",
                "name": "${2:Send the report}",
                "description": "${3:Sends the report every weekday evening}",
                "trigger": "schedule",
                "default_interval": "${4:0 18 * * mon-fri}"
            }
        }
    ])
}
