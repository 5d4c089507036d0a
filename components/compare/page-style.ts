/** How an exported comparison looks, in light and in dark, on a screen and on paper. */
export const pageStyle = `
:root { color-scheme: light dark; --line: light-dark(#e3e3e9, #2d2d35); --muted: light-dark(#565662, #a9a9b6);
  --soft: light-dark(#f2f2f5, #212127); --accent: light-dark(#6a3fe0, #a58af8); --danger: light-dark(#b3261e, #f2958f); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 120rem; padding: 1.5rem 1rem; font: 15px/1.6 system-ui, -apple-system, "PingFang SC",
  "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; background: light-dark(#fafafb, #131316);
  color: light-dark(#1b1b20, #ececf1); }
h1 { font-size: 1.4rem; margin: 0; }
.made, .numbers, .note { color: var(--muted); font-size: .8rem; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: start; vertical-align: top; }
.summary { margin: 1rem 0; font-size: .85rem; }
.summary td, .summary thead th { white-space: nowrap; }
.summary tbody th { min-width: 10rem; overflow-wrap: anywhere; }
.best { color: var(--accent); font-weight: 600; }
.columns { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); }
.column { border: 1px solid var(--line); border-radius: .75rem; padding: .75rem 1rem; min-width: 0; }
.column h2 { font-size: 1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
.question, .instructions { background: var(--soft); border-radius: .75rem; padding: .5rem .75rem; margin: .75rem 0;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.instructions { border-inline-start: 3px solid var(--accent); }
.answer { overflow-wrap: anywhere; }
.answer pre, .parameters { overflow-x: auto; background: var(--soft); border-radius: .5rem; padding: .6rem .75rem;
  font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; }
.answer code { font-family: ui-monospace, monospace; font-size: .9em; }
.answer h1, .answer h2, .answer h3 { font-size: 1.1rem; margin: .8rem 0 .3rem; }
.plain { white-space: pre-wrap; }
.formula { display: block; overflow-x: auto; margin: .5rem 0; }
.failed { color: var(--danger); }
details { margin: .5rem 0; color: var(--muted); }
details div { white-space: pre-wrap; overflow-wrap: anywhere; }
img { max-width: 100%; max-height: 16rem; border-radius: .5rem; display: block; margin: .4rem 0; }
@media print { .columns { display: block; } .column { break-inside: avoid-page; margin-bottom: 1rem; } }
`;
