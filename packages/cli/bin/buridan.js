#!/usr/bin/env node
import { program } from '../dist/interruptible.js'

await program(process.argv.slice(2))
