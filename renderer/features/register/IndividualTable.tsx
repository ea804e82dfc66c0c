// The register as a table, for comparing numbers and for screen readers.
import { Checkbox, Table } from '@mantine/core';
import { Link } from 'wouter';
import type { Individual } from '../../../shared/domain/individual.ts';
import { day, number } from '../../ui/words.ts';
import { kindWords, Life, NotNamed } from './chips.tsx';
import classes from './IndividualTable.module.css';
import { Portrait } from './Portrait.tsx';

interface Props {
  individuals: readonly Individual[];
  selected: ReadonlySet<string>;
  toggle(id: string): void;
}

export function IndividualTable({ individuals, selected, toggle }: Props) {
  return (
    <Table.ScrollContainer minWidth={1000}>
      <Table stickyHeader className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36} aria-label="Selected" />
            <Table.Th>Name</Table.Th>
            <Table.Th>Class and sex</Table.Th>
            <Table.Th ta="right">Photographs</Table.Th>
            <Table.Th ta="right">Confirmed</Table.Th>
            <Table.Th ta="right">Encounters</Table.Th>
            <Table.Th>First seen</Table.Th>
            <Table.Th>Last seen</Table.Th>
            <Table.Th>Places</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {individuals.map((individual) => (
            <Table.Tr key={individual.id} data-selected={selected.has(individual.id) || undefined}>
              <Table.Td>
                <Checkbox
                  size="sm"
                  checked={selected.has(individual.id)}
                  onChange={() => toggle(individual.id)}
                  aria-label={`Select ${individual.name}`}
                />
              </Table.Td>
              <Table.Td>
                <Link href={`/individuals/${individual.id}`} className={classes.who} data-card={individual.id}>
                  <span className={classes.face}>
                    <Portrait individual={individual} radius={6} />
                  </span>
                  <span className={classes.name}>
                    {individual.name}
                    {individual.provisional && <NotNamed />}
                  </span>
                  <Life status={individual.status} />
                </Link>
              </Table.Td>
              <Table.Td>{kindWords(individual) || '–'}</Table.Td>
              <Table.Td ta="right">{number(individual.detections)}</Table.Td>
              <Table.Td ta="right">{number(individual.confirmed)}</Table.Td>
              <Table.Td ta="right">{number(individual.encounters)}</Table.Td>
              <Table.Td className={classes.date}>
                {individual.firstSeen === null ? '–' : day(individual.firstSeen)}
              </Table.Td>
              <Table.Td className={classes.date}>
                {individual.lastSeen === null ? '–' : day(individual.lastSeen)}
              </Table.Td>
              <Table.Td>{individual.locations.join(', ') || '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
