import { origin, spellings, valuesOf } from './completion';
import type { Completion, Place, ShapeCommand, ShapeOption } from './completion';

/** A word of PowerShell's, whatever is in it: its typographic quotes end a text as well. */
function quoted(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}

function list(words: readonly string[]): string {
  return `@(${words.map(quoted).join(', ')})`;
}

/** `@('profiles')`, or `@('choices', …)`. */
function valued(place: Place): string {
  return list([valuesOf(place), ...(place.choices ?? [])]);
}

function optionLines(option: ShapeOption): string {
  const values = option.value === undefined ? '@()' : valued(option.value);
  return spellings(option)
    .map((name) => `            ${quoted(name)} = @{ Help = ${quoted(option.help)}; Values = ${values} }\n`)
    .join('');
}

function commandLines({ name, summary, options, words }: ShapeCommand): string {
  const kind = words === undefined ? '@()' : words.verbatim === true ? "@('verbatim')" : valued(words);
  return (
    `    ${quoted(name)} = @{\n` +
    `        Help = ${quoted(summary)}; Words = ${kind}; Most = ${Math.min(words?.most ?? 0, 999)}\n` +
    `        Options = [ordered]@{\n${options.map(optionLines).join('')}        }\n    }\n`
  );
}

/** For Windows PowerShell 5.1 and PowerShell 7. */
export const powershellCompletion: Completion = ({ options, commands }) => `# PowerShell completion ${origin}

Register-ArgumentCompleter -Native -CommandName @('brs', 'brs.cmd', 'brs.ps1') -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commands = [ordered]@{
${indented(commands.map(commandLines).join(''))}    }
    $general = [ordered]@{
${options.map(optionLines).join('').replaceAll(/^ {4}/gm, '')}    }
${completer}}
`;

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ');
}

const completer = `
    # One answer, quoted where PowerShell would take it apart.
    function Answer($text, $help, $type, $before) {
        $escaped = [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($text)
        $written = if ($text -match '^[\\w./:+-]+$') { $text } else { "'$escaped'" }
        [System.Management.Automation.CompletionResult]::new("$before$written", $text, $type, $help)
    }

    # Those of a place's values that begin like what was typed.
    function Offer($values, $typed, $before) {
        $kind, $found = $values
        if ($kind -eq 'profiles') { $found = & $program complete profiles 2>$null }
        if ($kind -eq 'files') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($typed)
        } elseif ($kind -eq 'programs') {
            [System.Management.Automation.CompletionCompleters]::CompleteCommand($typed)
        } else {
            $found | Where-Object { $_ -and $_.StartsWith($typed) } |
                ForEach-Object { Answer $_ $_ 'ParameterValue' $before }
        }
    }

    function OfferNames($table, $type) {
        $table.Keys | Where-Object { $_.StartsWith($typed) } |
            ForEach-Object { Answer $_ $table[$_].Help $type '' }
    }

    # Somebody else's command line is completed as if it stood alone.
    function OfferTheirs($element) {
        $begin = if ($element) { $element.Extent.StartOffset } else { $cursorPosition - $wordToComplete.Length }
        $line = $commandAst.Extent.Text.PadRight($cursorPosition - $commandAst.Extent.StartOffset)
        $line = $line.Substring($begin - $commandAst.Extent.StartOffset)
        (TabExpansion2 -inputScript $line -cursorColumn ($cursorPosition - $begin)).CompletionMatches
    }

    $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition })
    $program = $commandAst.GetCommandName()
    $typed = "$wordToComplete".Trim("'", '"')
    if ($before.Count -le 1) {
        OfferNames $commands 'Command'
        OfferNames $general 'ParameterName'
        return
    }
    $command = $commands[$before[1].Extent.Text]
    if (-not $command) { return }

    $given = 0
    $values = $null
    for ($at = 2; $at -lt $before.Count; $at++) {
        $word = $before[$at].Extent.Text
        if ($values) { $values = $null; continue }
        if ($command.Words -contains 'verbatim') {
            if ($word -eq '--') { OfferTheirs $before[$at + 1]; return }
            if (-not $word.StartsWith('-')) { OfferTheirs $before[$at]; return }
        }
        if ($word.StartsWith('-')) { $values = $command.Options[$word].Values } else { $given++ }
    }
    if ($values) {
        Offer $values $typed ''
    } elseif ($typed -match '^(--[^=]+)=(.*)$') {
        $name, $rest = $Matches[1], $Matches[2].Trim("'", '"')
        if ($command.Options.Contains($name)) { Offer $command.Options[$name].Values $rest "$name=" }
    } elseif ($typed.StartsWith('-')) {
        OfferNames $command.Options 'ParameterName'
    } elseif ($command.Words -contains 'verbatim') {
        OfferTheirs $null
    } elseif ($given -lt $command.Most) {
        Offer $command.Words $typed ''
    } elseif (-not $typed) {
        OfferNames $command.Options 'ParameterName'
    }
`;
