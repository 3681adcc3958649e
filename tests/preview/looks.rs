use super::Test;
pub const TESTS: &[(&str, Test)] = &[];
