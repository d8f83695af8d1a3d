// The look of the page on which holders print what is on file about them: one column, on paper as on the screen.

export const ownDataStyle = `:root{color-scheme:light dark;--ground:#fff;--ink:#1c1d21;--muted:#5d606b;--line:#e1e3e8;--link:#1f5fae}
@media (prefers-color-scheme:dark){:root{--ground:#0f1012;--ink:#eceef2;--muted:#a2a6b1;--line:#2b2d33;--link:#8ab8ef}}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;background:var(--ground);color:var(--ink)}
main{max-width:760px;margin:0 auto;padding:32px 20px}
h1{font-size:24px;line-height:1.3;margin:0 0 8px}
h2{font-size:17px;margin:32px 0 4px}
p{margin:0 0 8px}
a{color:var(--link)}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{text-align:left;vertical-align:top;font-weight:400;padding:8px 12px 8px 0;border-bottom:1px solid var(--line);overflow-wrap:break-word;hyphens:auto}
th{width:38%;color:var(--muted)}
@media print{:root{color-scheme:light;--ground:#fff;--ink:#000;--muted:#444;--line:#ccc}body{font-size:10.5pt}main{max-width:none;padding:0}nav{display:none}h2{break-after:avoid}tr{break-inside:avoid}}
`
