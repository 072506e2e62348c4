// Files of a country, as the server exports them. One that was cut, changed or is of another time is refused.

const FORMAT = 1;

// Adler-32 of the text, which every file carries at its end.
function sumOf(text) {
  let a = 1, b = 0;
  for (const byte of new TextEncoder().encode(text)) b = (b + (a = (a + byte) % 65521)) % 65521;
  return b * 65536 + a;
}

// The content of a file from its text.
export function open(text) {
  const end = text.lastIndexOf(',"sum":');
  if (end < 0 || text.slice(end) !== `,"sum":${sumOf(text.slice(0, end))}}`)
    throw new Error("This file is damaged or not complete. Load it again.");
  const content = JSON.parse(text);
  if (content.format !== FORMAT) throw new Error(`This file has format ${content.format}, expected ${FORMAT}. Load the page again.`);
  return content;
}

// The text of a file, as `open` takes it.
export function written(content) {
  const text = JSON.stringify({ format: FORMAT, ...content }).slice(0, -1);
  return `${text},"sum":${sumOf(text)}}`;
}

export async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be loaded (${response.status}). Try again when you are online.`);
  return open(await response.text());
}

// Places and texts are made for one law: after an update, half of it is not used.
export function fits(law, file) {
  if (file.law !== law.sum) throw new Error(`The files of ${law.country} are from different times. Load the page again.`);
  return file;
}
