import { askRoom } from '../harness/ask-room.js'
import { relations } from '../relations/tasks/index.js'

askRoom('tasks', relations)
