#!/usr/bin/env node
// The command `foyer`.
import '../dist/cli.js'
