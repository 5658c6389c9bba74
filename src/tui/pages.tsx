// What takes the place of the list: help, a text, everything about one profile, how to begin.
import { Box } from 'ink';
import type { ReactNode } from 'react';
import { keymap, type Binding } from './keys';
import { areasFor, wrapped } from './layout';
import { Pane } from './pane';
import { pageLines } from './press';
import type { State } from './state';
import { Cell, Line, useTheme, Words } from './words';

interface PageProps {
  readonly title: string;
  readonly children: ReactNode;
}

function Page({ title, children }: PageProps): ReactNode {
  return (
    <>
      <Words text={title} look="title" />
      <Box height={1} flexShrink={0} />
      {children}
    </>
  );
}

function HelpLine({
  binding: { keys, help },
  width,
}: {
  readonly binding: Binding;
  readonly width: number;
}): ReactNode {
  const theme = useTheme();
  const column = width < 60 ? 8 : 19;
  const written = keys.map((key) => theme.key(key));
  while (written.length > 1 && written.join(' ').length >= column) written.pop();
  return (
    <Line>
      <Cell width={column} text={written.join(' ')} look="key" />
      <Words text={help} />
    </Line>
  );
}

function Begin({ path }: { readonly path: string }): ReactNode {
  const lines = [
    `${path} has no profile yet. To begin, write one there:`,
    '',
    '  [profile prod]',
    '  credential_process = brs creds --profile prod',
    '  brs_role_arn       = arn:aws:iam::111122223333:role/Deploy',
    '  brs_source_profile = base',
    '  region             = eu-west-1',
    '',
    'and the keys of base in the credentials file (`aws configure --profile base`).',
    'It shows here at once. Profiles that are there already: `brs adopt --all`.',
  ];
  return (
    <Page title="Nothing to show yet">
      {lines.map((line, index) => (
        <Words key={index} text={line === '' ? ' ' : line} cut="wrap" />
      ))}
    </Page>
  );
}

/** The page for a mode, or undefined where the list is shown. */
export function pageOf(state: State, path: string): ReactNode {
  const { mode, size } = state;
  const { width, body } = areasFor(size);
  if (mode.name === 'help') {
    const visible = keymap.list.slice(mode.top, mode.top + pageLines(body));
    return (
      <Page title="Keys">
        {visible.map((binding) => (
          <HelpLine key={binding.keys[0]} binding={binding} width={width} />
        ))}
      </Page>
    );
  }
  if (mode.name === 'text') {
    const visible = wrapped(mode.lines, width).slice(mode.top, mode.top + pageLines(body));
    return (
      <Page title={mode.title}>
        {visible.map((line, index) => (
          <Words key={index} text={line === '' ? ' ' : line} />
        ))}
      </Page>
    );
  }
  if (mode.name === 'detail') return <Pane state={state} width={width} height={body} />;
  return state.views.length === 0 && !state.loading ? <Begin path={path} /> : undefined;
}
