//! A task that the runtime starts on a schedule.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::limits::ACTION_DESCRIPTION_MAX;
use crate::snippets;

/// A task that the runtime starts on a schedule.
///
/// When it is due, the Micro gets a `POST` request at `/__space/v0/actions` whose JSON body is
/// `{"event": {"id": "…", "trigger": "schedule"}}`; the `id` tells its Actions apart. Like any
/// request it has 20 seconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Action",
    example = json!({
        "id": "cleanup",
        "name": "Clean up",
        "description": "Deletes drafts older than a month",
        "trigger": "schedule",
        "default_interval": "0/15 * * * *"
    }),
    extend("defaultSnippets" = snippets::action())
)]
pub struct Action {
    /// Identifies the Action in the request that starts it, so the code can tell which one is due.
    /// It has to be unique in the whole app, not only in this Micro; a push doesn't check that.
    #[schemars(title = "Id", example = &"cleanup", example = &"daily-report")]
    pub id: String,

    /// The Action's name as users of the app see it. It has to be unique in the whole app; a push
    /// doesn't check that.
    #[schemars(title = "Name", example = "Clean up", example = "Send the daily report")]
    pub name: String,

    /// What the Action does, in words for the app's users: at most 142 characters, counted in
    /// Unicode code points, and a push does check it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Description",
        length(max = ACTION_DESCRIPTION_MAX),
        example = "Deletes drafts older than a month"
    )]
    pub description: Option<String>,

    /// What starts the Action. There is only one kind, `schedule`, but the key is required.
    #[schemars(title = "Trigger", extend("default" = "schedule"), example = &"schedule")]
    pub trigger: Trigger,

    /// How often the Action runs until a user picks another interval: a rate or a cron expression.
    ///
    /// **Rate**: a positive whole number and `minutes`, `hours` or `days` (singular exactly for 1),
    /// as in `1 hour` or `5 days`; it counts from installation, rounded up to the next such unit.
    ///
    /// **Cron**: five fields in UTC (minute, hour, day of month, month, day of week), each `*` for any
    /// or a number, a list (`1,15`), a range (`mon-fri`) or, except for the day of week, steps
    /// (`0/15`), as in `0/15 * * * *`; day of month or day of week has to stay `*`, and once a minute
    /// is the fastest.
    ///
    /// Quote an expression that starts with `*`, or YAML takes it for an alias. A push accepts any
    /// text here, so a mistake shows only later.
    #[schemars(
        title = "Interval",
        example = "1 day",
        example = "30 minutes",
        example = "0/15 * * * *",
        example = "0 18 * * mon-fri"
    )]
    pub default_interval: String,

    /// Where the request that starts the Action goes; `/__space/v0/actions` if left out. A push
    /// accepts the key, but the Spacefile reference doesn't mention it, so the safe way is to
    /// handle the usual route.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Path",
        extend("default" = "/__space/v0/actions"),
        example = "/__space/v0/actions"
    )]
    pub path: Option<String>,
}

/// What starts an Action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Trigger {
    /// Runs again and again, at the interval in `default_interval` or the one a user picked.
    Schedule,
}
