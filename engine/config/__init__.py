"""The config: from YAML, environment and flags to one strict, frozen model, before anything is planned or spent."""
