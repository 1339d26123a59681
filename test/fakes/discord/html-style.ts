/** Discord's dark theme, as near as one needs it to judge a message by eye. */
export const STYLE = `
* { box-sizing: border-box; margin: 0; }
body { background: #313338; color: #dbdee1; font: 16px/1.375 "gg sans", "Noto Sans", "Helvetica Neue", Arial, sans-serif; }
header { padding: 12px 16px; border-bottom: 1px solid #1f2023; font-weight: 600; color: #f2f3f5; }
main { padding: 16px 0; width: 860px; max-width: 100%; }
@media (max-width: 500px) { article { padding: 2px 16px 2px 64px !important; } .avatar { left: 12px !important; } }
article { position: relative; padding: 2px 48px 2px 72px; margin-top: 17px; }
article.more { margin-top: 0; }
.avatar { position: absolute; left: 16px; top: 4px; width: 40px; height: 40px; border-radius: 50%;
  display: grid; place-items: center; color: #fff; font-weight: 600; }
.who { font-weight: 500; color: #f2f3f5; }
.app { background: #5865f2; color: #fff; font-size: 10px; padding: 1px 4px; border-radius: 4px; vertical-align: 2px; }
time { color: #949ba4; font-size: 12px; margin-left: 4px; }
.content { white-space: pre-wrap; overflow-wrap: anywhere; }
.content h1 { font-size: 24px; } .content h2 { font-size: 20px; } .content h3 { font-size: 16px; }
h1, h2, h3 { color: #f2f3f5; margin: 8px 0 8px; line-height: 1.2; }
small { display: block; font-size: 13px; color: #949ba4; }
blockquote { border-left: 4px solid #4e5058; border-radius: 4px; padding: 0 8px 0 12px; }
.item::before { content: "• "; }
code { background: #1e1f22; border-radius: 4px; padding: 2px 4px; font-size: 85%; }
a { color: #00a8fc; text-decoration: none; }
.mention { background: #3c4270; color: #c9cdfb; border-radius: 3px; padding: 0 2px; }
.spoiler { background: #1e1f22; }
.embed { display: grid; max-width: 516px; margin-top: 4px; background: #2b2d31; border-radius: 4px;
  border-left: 4px solid; padding: 8px 16px 16px 12px; font-size: 14px; }
.embed .author { font-weight: 600; font-size: 14px; margin-top: 8px; color: #f2f3f5; }
.embed .title { font-weight: 600; font-size: 16px; margin-top: 8px; color: #f2f3f5; }
.embed .description { margin-top: 8px; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.29; }
.embed img { margin-top: 16px; max-width: min(400px, 100%); max-height: 300px; border-radius: 4px; display: block; }
.embed .footer { margin-top: 8px; font-size: 12px; color: #dbdee1; }
.file { margin-top: 4px; background: #2b2d31; border: 1px solid #1f2023; border-radius: 8px; padding: 12px 16px;
  width: 432px; max-width: 100%; color: #00a8fc; }
.file span { display: block; font-size: 12px; color: #949ba4; }
.picture { margin-top: 4px; max-width: min(550px, 100%); max-height: 350px; border-radius: 8px; display: block; }
.row { margin-top: 8px; display: flex; gap: 8px; flex-wrap: wrap; }
button { border: 0; border-radius: 3px; color: #fff; font: 500 14px inherit; padding: 7px 16px; }
.s1 { background: #5865f2; } .s2 { background: #4e5058; } .s3 { background: #248046; } .s4 { background: #da373c; }
.menu { background: #1e1f22; color: #949ba4; width: 400px; max-width: 100%; text-align: left; }
.container { max-width: 600px; margin-top: 8px; background: #2b2d31; border: 1px solid #3a3c41; border-radius: 8px;
  border-left-width: 4px; padding: 16px; }
.container .content + .gallery { margin-top: 8px; } .container h3 { margin: 4px 0; }
.gallery { display: grid; gap: 4px; max-width: 550px; margin-top: 8px; }
.gallery.g2, .gallery.g3 { grid-template-columns: 1fr 1fr; }
.gallery img { width: 100%; border-radius: 8px; display: block; }
.gallery.g1 { width: fit-content; } .gallery.g1 img { width: auto; max-width: 100%; max-height: 350px; }
.gallery + .content { margin-top: 6px; }
.covered { overflow: hidden; border-radius: 8px; } .covered img { filter: blur(40px); }
.thinking { color: #949ba4; font-style: italic; }
`;
