import { MultiSelect, Select } from '@mantine/core'
import { patterns } from '../../text/patterns.ts'
import { type Choice, MOST, readChoice, writeChoice } from './chooseRows.ts'
import type { CodeList } from './figures/codeList.ts'
import type { PatternParams } from './usePatternParams.ts'

const text = patterns.choice

/** Chooses which codes a figure shows. */
export const CodeChoice = ({ list, params }: { list: CodeList; params: PatternParams }) => {
  const choice = readChoice(params.params.get('codes'))
  const set = (next: Choice) => params.set({ codes: writeChoice(next) })
  const value =
    choice.kind === 'most'
      ? `most:${choice.count}`
      : choice.kind === 'theme'
        ? `theme:${choice.theme}`
        : choice.kind
  return (
    <>
      <Select
        label={text.label}
        allowDeselect={false}
        value={value}
        onChange={next => {
          if (next === 'picked') set({ kind: 'picked', codes: choice.kind === 'picked' ? choice.codes : [] })
          else if (next) set(readChoice(next))
        }}
        data={[
          ...MOST.map(count => ({ value: `most:${count}`, label: text.most(count) })),
          { value: 'all', label: text.all },
          { value: 'picked', label: text.picked },
          {
            group: text.themes,
            items: list.themes.map(({ id, name }) => ({ value: `theme:${id}`, label: text.theme(name) })),
          },
        ]}
      />
      {choice.kind === 'picked' && (
        <MultiSelect
          label={text.pick}
          placeholder={text.pickHint}
          searchable
          limit={60}
          value={choice.codes}
          onChange={codes => set({ kind: 'picked', codes })}
          data={list.codes.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </>
  )
}
