import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { StepView, View } from '../core/view';
import { wrapped } from './layout';
import { keptIn, nextRefresh, obtained, windowsOf } from './facts';
import { chosenView, faultOf, type State } from './state';
import { countdownWidth } from './ticking';
import { clockTime } from './times';
import { Cell, Countdown, Line, useTheme, Words } from './words';

const labelWidth = 9;

interface FactProps {
  readonly label: string;
  readonly children: ReactNode;
}

function Fact({ label, children }: FactProps): ReactNode {
  return (
    <Box flexShrink={0}>
      <Cell width={labelWidth} text={label} look="faint" />
      <Box flexDirection="column" flexGrow={1} flexShrink={1}>
        {children}
      </Box>
    </Box>
  );
}

interface StepProps {
  readonly step: StepView;
  readonly index: number;
  readonly now: number;
  readonly width: number;
}

function Step({ step, index, now, width }: StepProps): ReactNode {
  const theme = useTheme();
  const expired = step.expiresAt !== undefined && step.expiresAt <= now;
  const standing = step.kept ? (expired ? 'stale' : (step.freshness ?? 'never asked')) : 'fresh';
  const profile = width >= 90 ? 16 : 0;
  const what = width - 3 - 12 - 1 - 2 - countdownWidth - (profile > 0 ? profile + 1 : 0);
  return (
    <Line width={width}>
      <Cell width={3} text={`${index + 1}`} look="faint" />
      <Cell width={12} gap={1} text={step.source} />
      <Cell width={profile} gap={1} text={step.profile} />
      <Cell width={what < 8 ? 0 : what - 1} gap={1} text={step.what} look="faint" cut="middle" />
      <Cell width={2} text={theme.sign(standing).text} style={theme.sign(standing).style} />
      {step.expiresAt === undefined ? (
        <Cell width={countdownWidth} text={step.kept ? 'none' : 'no end'} right />
      ) : (
        <Countdown at={step.expiresAt} />
      )}
    </Line>
  );
}

interface PartProps {
  readonly state: State;
  readonly width: number;
}

function Fault({ state, view, width }: PartProps & { readonly view: View }): ReactNode {
  const theme = useTheme();
  const fault = faultOf(state, view);
  if (fault === undefined) return null;
  const { message, hint, at } = fault;
  const text = at === undefined ? message : `${clockTime(at, state.now)} ${message}`;
  const hints = hint === undefined ? [] : wrapped([`${theme.character('hint')} ${hint}`], width);
  return (
    <Fact label="error">
      {wrapped([text], width).map((line, index) => (
        <Words key={index} text={line} />
      ))}
      {hints.map((line, index) => (
        <Words key={`hint ${index}`} text={line} look="title" />
      ))}
    </Fact>
  );
}

/** Everything about the chosen profile; what does not fit is below, Enter gives it the whole screen. */
export function Facts({ state, width }: PartProps): ReactNode {
  const view = chosenView(state);
  if (view === undefined) return null;
  const { now } = state;
  return (
    <>
      <Fault state={state} view={view} width={width - labelWidth} />
      {view.steps.length > 0 && (
        <Fact label="steps">
          {view.steps.map((step, index) => (
            <Step key={index} step={step} index={index} now={now} width={width - labelWidth} />
          ))}
        </Fact>
      )}
      {view.times !== undefined && (
        <Fact label="windows">
          <Words text={windowsOf(view.times, now)} cut="wrap" />
        </Fact>
      )}
      <Fact label="refresh">
        <Words text={nextRefresh(view, now)} cut="wrap" />
      </Fact>
      <Fact label="kept in">
        <Words text={keptIn(view, state.store, state.why)} cut="wrap" />
      </Fact>
      {view.obtainedAt !== undefined && (
        <Fact label="obtained">
          <Words text={obtained(view.obtainedAt, now)} cut="wrap" />
        </Fact>
      )}
      {view.region !== undefined && (
        <Fact label="region">
          <Words text={view.region} />
        </Fact>
      )}
    </>
  );
}

/** The pane below the list has a rule with the profile's name above it, the one beside it a line at its left. */
export function Pane({ state, width, height }: PartProps & { readonly height: number }): ReactNode {
  const theme = useTheme();
  const name = chosenView(state)?.profile ?? '';
  const rule = theme.character('rule');
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      <Line width={width}>
        <Words text={rule.repeat(2)} look="faint" />
        <Box flexShrink={1}>
          <Words text={` ${name} `} look="title" />
        </Box>
        <Box flexGrow={1} flexShrink={1} flexBasis={0} height={1} overflow="hidden">
          <Words text={rule.repeat(width)} look="faint" cut="wrap" />
        </Box>
      </Line>
      <Facts state={state} width={width} />
    </Box>
  );
}
