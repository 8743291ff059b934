// Fill the form with docxtemplater: once|serve CONTEXT.json TWIN.docx OUT.docx
// `serve` fills it once for every line that it is sent, and answers with the milliseconds.
const fs = require("fs");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

const [mode, context, twin, out] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync(context, "utf-8"));
const template = fs.readFileSync(twin);

function fill() {
  const document = new Docxtemplater(new PizZip(template), { delimiters: { start: "{{", end: "}}" } });
  document.render(data);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

if (mode === "once") {
  fs.writeFileSync(out, fill());
} else {
  require("readline")
    .createInterface({ input: process.stdin })
    .on("line", () => {
      const start = process.hrtime.bigint();
      const filled = fill();
      const took = Number(process.hrtime.bigint() - start) / 1e6;
      fs.writeFileSync(out, filled);
      process.stdout.write(`${took}\n`);
    });
}
