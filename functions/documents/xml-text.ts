// Text for the XML inside documents. People paste what they like, and one forbidden character makes a file that no
// program opens.

/** Without the characters that XML 1.0 has no place for. */
export function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what XML forbids
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}

export const escapeXml = (text: string): string =>
  withoutControls(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
