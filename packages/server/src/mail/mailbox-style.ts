// The style sheet of the embedded mailbox's page.

import { DARK, FONT, LIGHT, MONO } from './mail-style.ts'

const palette = (set: typeof LIGHT, accent: string, chosen: string) =>
  `--page:${set.page};--surface:${set.surface};--line:${set.line};--ink:${set.ink};--muted:${set.muted};--accent:${accent};--chosen:${chosen}`

/** Served as `text/css` at `<base>/mailbox.css`. */
export const mailboxStyle = `:root{color-scheme:light dark;${palette(LIGHT, '#1f5fae', '#e8f0fa')}}
@media (prefers-color-scheme:dark){:root{${palette(DARK, '#8ab8f5', '#24364c')}}}
*{box-sizing:border-box}
html,body{height:100%}
body{margin:0;display:flex;flex-direction:column;background:var(--page);color:var(--ink);font:16px/1.5 ${FONT}}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
header{flex:none;padding:12px 20px;background:var(--surface);border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:0 16px;align-items:baseline}
header h1{margin:0;font-size:20px;line-height:28px;font-weight:600}
header p{margin:0;color:var(--muted);font-size:14px}
main{flex:1;min-height:0;display:grid;grid-template-columns:minmax(260px,360px) 1fr}
.list{display:flex;flex-direction:column;min-height:0;border-right:1px solid var(--line);background:var(--surface)}
.list ol{flex:1;min-height:0;overflow-y:auto;overscroll-behavior:contain;margin:0;padding:0;list-style:none}
.list li{border-bottom:1px solid var(--line)}
.list .none{border:0}
.list li a{display:block;padding:10px 20px;color:inherit;text-decoration:none}
.list li a:hover{background:var(--page)}
.list li a[aria-current]{background:var(--chosen);box-shadow:inset 3px 0 var(--accent)}
.list .who{display:flex;gap:12px;justify-content:space-between;font-size:14px;color:var(--muted)}
.list .who span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.list time{flex:none;font-variant-numeric:tabular-nums}
.list .subject{display:block;font-weight:600;overflow-wrap:anywhere}
.pages{flex:none;display:flex;justify-content:space-between;gap:12px;padding:10px 20px;border-top:1px solid var(--line);font-size:14px;color:var(--muted)}
.mail{display:flex;flex-direction:column;min-width:0;min-height:0}
.head{flex:none;padding:16px 24px 0;background:var(--surface);border-bottom:1px solid var(--line)}
.head h2{margin:0;font-size:18px;line-height:26px;font-weight:600;overflow-wrap:anywhere}
.head p{margin:2px 0 0;font-size:14px;color:var(--muted);overflow-wrap:anywhere}
.head .back{display:none}
.tabs{display:flex;gap:24px;margin-top:10px;font-size:14px}
.tabs a{padding:6px 0 8px;color:var(--muted);text-decoration:none;border-bottom:2px solid transparent}
.tabs a[aria-current]{color:var(--ink);border-color:var(--accent);font-weight:600}
iframe{flex:1;width:100%;min-height:300px;border:0;background:var(--page)}
pre{flex:1;margin:0;padding:24px;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.6 ${MONO}}
.list .note{display:none}
.note{margin:auto;padding:40px 24px;max-width:440px;text-align:center;color:var(--muted)}
.note strong{display:block;margin-bottom:4px;color:var(--ink);font-weight:600}
@media (max-width:720px){main{display:flex;flex-direction:column}
main .list{flex:1}
main.open .list,main:not(.open) .mail{display:none}
.list{border-right:0}
header p{display:none}
main.open .mail{flex:1}
.list .note{display:block}
.head{padding:12px 20px 0}.head .back{display:inline-block;margin-bottom:6px;font-size:14px}
}
`
