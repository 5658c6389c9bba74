// What `tmux capture-pane -e` gives, as a picture: text that can be selected, in the reader's own monospaced font.

/** The colours for a background: the 16 of a terminal that are used, by SGR number. */
export interface Palette {
  readonly back: string;
  readonly text: string;
  readonly faint: string;
  readonly edge: string;
  readonly colors: Readonly<Record<number, string>>;
}

export const palettes = {
  dark: {
    back: '#1b1f27',
    text: '#d8dee9',
    faint: '#8b94a5',
    edge: '#343b48',
    colors: { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 35: '#d2a8ff', 36: '#76e3ea' },
  },
  light: {
    back: '#fdfdfb',
    text: '#24292f',
    faint: '#6a737d',
    edge: '#d5d8dc',
    colors: { 31: '#c21d26', 32: '#1a7f37', 33: '#8a5d00', 35: '#8250df', 36: '#0f6f7c' },
  },
} as const satisfies Record<string, Palette>;

interface Pen {
  readonly color: number | undefined;
  readonly bold: boolean;
  readonly faint: boolean;
}

interface Piece extends Pen {
  readonly text: string;
  readonly column: number;
}

const plain: Pen = { color: undefined, bold: false, faint: false };

function withCode(pen: Pen, code: number): Pen {
  if (code === 0) return plain;
  if (code === 1) return { ...pen, bold: true };
  if (code === 2) return { ...pen, faint: true };
  if (code === 22) return { ...pen, bold: false, faint: false };
  if (code >= 30 && code <= 37) return { ...pen, color: code };
  return code === 39 ? { ...pen, color: undefined } : pen;
}

/** The pieces of every line that are not blank; a style goes on over the end of a line. */
function piecesOf(screen: string): Piece[][] {
  let pen = plain;
  return screen.split('\n').map((line) => {
    const pieces: Piece[] = [];
    let column = 0;
    // eslint-disable-next-line no-control-regex -- sequences are what is looked for
    for (const [, codes, text = ''] of line.matchAll(/\u001b\[([\d;]*)m|([^\u001b]+)/g)) {
      if (codes !== undefined) pen = codes.split(';').map(Number).reduce(withCode, pen);
      else if (text.trim() !== '') pieces.push({ ...pen, text, column });
      column += Array.from(text).length;
    }
    return pieces;
  });
}

const cell = { width: 8.4, height: 18, size: 14 } as const;
const margin = 14;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function spanOf({ text, column, color, bold, faint }: Piece, palette: Palette): string {
  const fill = color === undefined ? (faint ? palette.faint : undefined) : palette.colors[color];
  const x = (margin + column * cell.width).toFixed(1);
  // The width is given, so that columns stand in line in any font.
  const width = (Array.from(text).length * cell.width).toFixed(1);
  const look = `${fill === undefined ? '' : ` fill="${fill}"`}${bold ? ' font-weight="bold"' : ''}`;
  return `<tspan x="${x}" textLength="${width}"${look}>${escaped(text)}</tspan>`;
}

/** Blanks at the ends and runs of blanks inside are places, not text. */
function tightened(piece: Piece): Piece[] {
  return [...piece.text.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    ...piece,
    text: match[0],
    column: piece.column + Array.from(piece.text.slice(0, match.index)).length,
  }));
}

export interface Picture {
  readonly screen: string;
  readonly columns: number;
  readonly rows: number;
  readonly title: string;
  readonly palette: Palette;
}

export function svgOf({ screen, columns, rows, title, palette }: Picture): string {
  const [width, height] = [Math.ceil(columns * cell.width) + 2 * margin, rows * cell.height + 2 * margin];
  const lines = piecesOf(screen).map((pieces, row) => {
    const spans = pieces.flatMap(tightened).map((piece) => spanOf(piece, palette));
    const y = margin + row * cell.height + cell.size;
    return spans.length === 0 ? [] : [`<text y="${y}">${spans.join('')}</text>`];
  });
  const font = "font-family=\"ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace\"";
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${palette.back}" stroke="${palette.edge}"/>`,
    `<g ${font} font-size="${cell.size}" fill="${palette.text}" xml:space="preserve">`,
    ...lines.flat(),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
