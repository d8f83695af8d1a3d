// The style sheet of the API reference.

/** Served as `text/css`; the page names its address. */
export const referenceStyle = `:root{color-scheme:light dark;--ground:#f4f5f7;--surface:#fff;--ink:#1c1d21;--muted:#5d606b;--line:#e1e3e8;--link:#1f5fae;--sunken:#f7f8fa;--get:#1f5fae;--post:#23693f;--put:#7a4d00;--delete:#a3262b}
@media (prefers-color-scheme:dark){:root{--ground:#0f1012;--surface:#17181c;--ink:#eceef2;--muted:#a2a6b1;--line:#2b2d33;--link:#8ab8ef;--sunken:#1d1f24;--get:#8ab8ef;--post:#84c99c;--put:#e0b15e;--delete:#f09a9c}}
*{box-sizing:border-box}
html{scroll-padding-top:24px;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
main:focus{outline:none}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875em}
code{overflow-wrap:anywhere}
.skip{position:absolute;left:16px;top:-64px;padding:8px 16px;background:var(--surface);border:1px solid var(--line);border-radius:8px;z-index:1}
.skip:focus{top:16px}
header,.columns,footer{max-width:1200px;margin:0 auto;padding:0 24px}
header{padding-top:48px;padding-bottom:32px}
.product{margin:0;color:var(--muted);font-weight:600}
h1{margin:0 0 16px;font-size:32px;line-height:1.25;font-weight:600;letter-spacing:-.01em}
.about{display:flex;flex-wrap:wrap;gap:8px 32px;margin:0}
.about div{display:flex;gap:8px;align-items:baseline;min-width:0}
dt{color:var(--muted);font-size:14px}
dd{margin:0;min-width:0;font-size:15px}
.columns{display:grid;grid-template-columns:264px minmax(0,1fr);gap:32px;align-items:start}
nav{position:sticky;top:0;max-height:100vh;overflow-y:auto;overscroll-behavior:contain;padding:24px 8px 24px 0;font-size:14px}
nav ul{list-style:none;margin:0;padding:0}
nav>ul>li{margin-bottom:16px}
nav>ul>li>a{font-weight:600;color:var(--ink);text-decoration:none;display:block;padding:4px 8px}
nav li li a{display:grid;grid-template-columns:56px minmax(0,1fr);gap:4px;padding:4px 8px;color:var(--muted);text-decoration:none;border-radius:6px}
nav a:hover{color:var(--ink);background:var(--surface);border-radius:6px}
nav li li span+span{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px;line-height:21px}
nav .method{padding:0;background:none;font-size:11px;line-height:21px}
main{min-width:0;padding-bottom:48px}
main>section{margin-bottom:48px}
h2{margin:0 0 8px;padding-top:24px;font-size:24px;line-height:1.3;font-weight:600}
h3{margin:24px 0 8px;font-size:18px;line-height:1.35;font-weight:600}
p{margin:0 0 12px;max-width:68ch}
.lead{color:var(--muted);margin-bottom:16px}
.operation{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:24px;margin:0 0 24px;scroll-margin-top:24px}
.operation h3{margin:0 0 4px;font-size:20px}
.operation:target{border-color:var(--link)}
.anchor{color:inherit;text-decoration:none}
.anchor:hover{text-decoration:underline;text-underline-offset:3px}
.endpoint{display:flex;gap:12px;align-items:baseline;margin:0 0 16px}
.endpoint code{font-size:15px}
.method{flex:none;font:600 12px/20px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.02em;color:var(--get)}
.method.post{color:var(--post)}
.method.put,.method.patch{color:var(--put)}
.method.delete{color:var(--delete)}
.facts{display:grid;gap:4px;margin:0 0 16px;padding:12px 16px;background:var(--sunken);border-radius:8px}
.facts div{display:grid;grid-template-columns:168px minmax(0,1fr);gap:8px;align-items:baseline}
.note{margin:16px 0}
table{width:100%;border-collapse:collapse;margin:16px 0 24px;font-size:15px}
caption{text-align:left;font-weight:600;padding-bottom:8px}
th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-top:1px solid var(--line);font-weight:400}
thead th{color:var(--muted);font-size:13px;border-top:0;padding-bottom:4px}
th[scope=row]{width:38%}
td:last-child{padding-right:0}
td p{margin:0}
td p+p{margin-top:4px}
.name{font-weight:600}
.type{display:block;color:var(--muted);font-size:13px}
.required{display:inline-block;font-size:12px;line-height:18px;padding:0 6px;border:1px solid var(--line);border-radius:9px;color:var(--muted)}
.depth-1 th{padding-left:20px}
.depth-2 th{padding-left:40px}
.depth-3 th{padding-left:60px}
.limits{color:var(--muted);font-size:13px;overflow-wrap:anywhere}
.values code{display:inline-block;background:var(--sunken);border:1px solid var(--line);border-radius:4px;padding:0 5px;margin:0 2px 4px 0}
.examples{display:grid;grid-template-columns:minmax(0,1fr);gap:12px}
figure{margin:0 0 12px}
.examples figure{margin:0}
figcaption{color:var(--muted);font-size:13px;margin-bottom:4px}
pre{margin:0;padding:12px 16px;background:var(--sunken);border:1px solid var(--line);border-radius:8px;overflow-x:auto;line-height:1.6;tab-size:2}
pre code{overflow-wrap:normal}
.errors{background:var(--surface);border:1px solid var(--line);border-radius:12px;border-collapse:separate;border-spacing:0;padding:8px 24px 16px}
.errors td:nth-child(2){white-space:nowrap;color:var(--muted)}
.errors tr:target{background:var(--sunken)}
footer{padding-top:16px;padding-bottom:32px;color:var(--muted);font-size:14px}
@media (max-width:900px){
header{padding-top:24px;padding-bottom:8px}
.columns{display:block}
nav{position:static;max-height:none;padding:8px 0 16px}
nav>ul{display:flex;flex-wrap:wrap;gap:8px}
nav>ul>li{margin:0}
nav>ul>li>a{padding:6px 12px;border:1px solid var(--line);border-radius:16px;background:var(--surface);font-weight:400}
nav li ul{display:none}
}
@media (max-width:560px){
header,.columns,footer{padding-left:16px;padding-right:16px}
h1{font-size:26px}
.operation{padding:16px;border-radius:10px}
.facts div{grid-template-columns:minmax(0,1fr);gap:0}
th[scope=row]{width:44%}
.errors{padding:8px 16px}
.depth-1 th{padding-left:12px}
.depth-2 th{padding-left:24px}
.depth-3 th{padding-left:36px}
}
@media (max-width:380px){.errors{font-size:13px}.errors code{font-size:12px}}
@media print{nav,.skip{display:none}.columns{display:block}.operation{break-inside:avoid}}
`
