// The colours of the screens (src/tokens.scss) for pictures, which can not read CSS variables: the digest's 长图 and charts.
// A test holds the two equal.
export const palette = {
  page: '#f2f4f8',
  card: '#ffffff',
  text: '#1a2233',
  grey: '#545f73',
  line: '#e3e7ee',
  fill: '#e8ecf2',
  primary: '#1664d9',
  green: '#157a45',
  yellow: '#8a5a00',
  mark: '#c58200',
  red: '#c42b23',
} as const;
