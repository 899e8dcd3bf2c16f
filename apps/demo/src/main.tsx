import './style.css'
import { render } from 'preact'
import { App } from './app/app.js'
import { keepOffline } from './offline/offline.js'

render(<App />, document.getElementById('app')!)
if (import.meta.env.PROD) void keepOffline()
