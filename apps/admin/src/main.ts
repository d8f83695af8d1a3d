// The admin app begins here.

import './style.css'
import { AdminApp } from './app/admin-app.ts'

if (customElements.get('foyer-admin') === undefined) customElements.define('foyer-admin', AdminApp)
