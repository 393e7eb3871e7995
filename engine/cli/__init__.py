"""The command line: flags in, exit codes and text out; every command calls one function of the engine."""
