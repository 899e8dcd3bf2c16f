import { askRoom } from '../harness/ask-room.js'
import { relations } from '../relations/cli/index.js'

askRoom('cli', relations)
