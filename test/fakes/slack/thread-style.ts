/** Sizes and colours after Slack's own, light theme; a thread's pane is about this wide. */
export const STYLE = `
* { box-sizing: border-box; margin: 0; }
body { background: #fff; color: #1d1c1d; font: 15px/1.46668 Lato, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif; }
main { max-width: 560px; margin: 0 auto; padding-bottom: 24px; border-inline: 1px solid #e8e8e8; }
header { padding: 14px 20px; border-bottom: 1px solid #e8e8e8; font-weight: 900; font-size: 18px; }
header small { font-weight: 400; font-size: 13px; color: #616061; margin-left: 6px; }
article { display: flex; gap: 10px; padding: 8px 20px; }
.avatar { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #2b6cb0; color: #fff; display: grid; place-items: center; font-weight: 900; }
.avatar.bot { background: #9a3a1c; font-size: 22px; }
.body { min-width: 0; flex: 1; }
.who b { font-weight: 900; }
.app { background: #e8e8e8; color: #616061; font-size: 10px; font-weight: 700; border-radius: 2px; padding: 1px 3px; margin-left: 5px; vertical-align: 1px; }
time { color: #616061; font-size: 12px; margin-left: 8px; }
h3 { font-size: 18px; line-height: 1.33; font-weight: 900; margin: 8px 0 4px; }
.section { margin: 4px 0 8px; overflow-wrap: anywhere; white-space: pre-wrap; }
.context { color: #616061; font-size: 13px; line-height: 1.38; margin: 4px 0 8px; }
hr { border: 0; border-top: 1px solid #ddd; margin: 8px 0 12px; }
figure { margin: 4px 0 12px; }
figcaption { color: #454447; font-size: 13px; margin-bottom: 4px; }
figcaption i { color: #868686; font-style: normal; }
img { display: block; max-width: min(360px, 100%); max-height: 360px; border-radius: 8px; border: 1px solid #ddd; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 6px 0 8px; }
.button, .select { border: 1px solid rgba(29, 28, 29, .3); border-radius: 4px; padding: 0 12px; height: 28px; line-height: 26px; font-size: 13px; font-weight: 700; }
.button.primary { background: #007a5a; border-color: #007a5a; color: #fff; }
.button.danger { color: #e01e5a; border-color: #e01e5a; }
.select { font-weight: 400; min-width: 180px; display: inline-flex; justify-content: space-between; gap: 12px; }
.select i { font-style: normal; }
.row { display: flex; gap: 12px; overflow-x: auto; padding-bottom: 8px; margin: 4px 0 8px; }
.card { flex: none; width: 240px; border: 1px solid #ddd; border-radius: 10px; overflow: hidden; display: flex; flex-direction: column; font-size: 13px; line-height: 1.38; }
.card figure { margin: 0; }
.card img { width: 100%; max-height: none; aspect-ratio: 16 / 9; object-fit: cover; border: 0; border-radius: 0; }
.card > div { padding: 8px 12px; }
.card > .actions { margin: auto 0 0; justify-content: flex-end; }
.file { display: inline-flex; gap: 10px; align-items: center; border: 1px solid #ddd; border-radius: 10px; padding: 10px 14px 10px 10px; margin: 4px 8px 4px 0; min-width: 210px; }
.file .icon { background: #1264a3; color: #fff; border-radius: 6px; width: 36px; height: 36px; display: grid; place-items: center; font-size: 9px; font-weight: 900; }
.file b { display: block; font-size: 14px; }
.file small { color: #616061; font-size: 12px; }
.reaction { display: inline-block; background: #f4f4f4; border: 1px solid #e8e8e8; border-radius: 12px; padding: 1px 8px; font-size: 12px; margin-top: 4px; }
.replies { display: flex; align-items: center; gap: 10px; color: #616061; font-size: 13px; padding: 6px 20px; }
.replies::after { content: ""; flex: 1; border-top: 1px solid #e8e8e8; }
code { background: #f6f6f6; border: 1px solid #ddd; border-radius: 3px; color: #e01e5a; padding: 1px 3px; font-size: 12px; }
.unknown { color: red; }
`;
