//! The numbers and names that the documentation gives, for rules and hovers.

/// How many Micros an app may have. A push checks it.
pub const MAX_MICROS: usize = 5;

/// How long an app's name may be, in Unicode code points. A push checks it.
pub const APP_NAME_MAX: usize = 12;

/// How long an Action's description may be, in Unicode code points. A push checks it.
pub const ACTION_DESCRIPTION_MAX: usize = 142;

/// What a Micro's name must look like. A push checks it; the documentation leaves `_` out.
pub const NAME_PATTERN: &str = "^[A-Za-z0-9][A-Za-z0-9_-]*$";

/// Width and height of an app icon, in pixels.
pub const ICON_SIZE: u32 = 512;

/// How many Actions a Micro may have. Documented; a push doesn't count them.
pub const ACTIONS_PER_MICRO: usize = 5;

/// How many Actions an app may have. Documented; a push doesn't count them.
pub const ACTIONS_PER_APP: usize = 25;

/// How much source and assets a Micro may upload, in bytes (250 MB, counted in powers of ten).
pub const MICRO_UPLOAD_LIMIT: u64 = 250_000_000;

/// The environment variables that the runtime sets itself; a preset of the same name can't work.
pub const RUNTIME_VARIABLES: &[&str] = &[
    "DETA_PROJECT_KEY",
    "DETA_SPACE_APP",
    "DETA_SPACE_APP_VERSION",
    "DETA_SPACE_APP_HOSTNAME",
    "DETA_SPACE_APP_MICRO_NAME",
    "DETA_SPACE_APP_MICRO_TYPE",
    "DETA_API_KEY",
    "PORT",
];
