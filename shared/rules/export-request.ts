// The rules of a report request, written once: the wizard runs them while a person types, core runs them before anything is
// queued, and the command line prints the same sentences. Every violated rule is reported, each at its field.
import { GroupBy } from '../domain/words.ts';

export interface RuleViolation {
  /** `startDate`, `endDate` or `groupBy`. */
  field: 'startDate' | 'endDate' | 'groupBy';
  message: string;
  /** What was given. */
  value: string;
}

/** The parts of a request that have rules; dates as text, because that is what forms and command lines give. */
export interface RequestedPeriod {
  startDate: string;
  endDate: string;
  groupBy: string;
}

/** Days between the first and the last day of a report at most. */
export const LONGEST_PERIOD_DAYS = 365;

/**
 * All rules that a request violates, in the order of the form; empty when it may be queued.
 * @param today the present date in the library's time zone, `YYYY-MM-DD`
 */
export function checkExportRequest(request: RequestedPeriod, { today }: { today: string }): RuleViolation[] {
  const violations: RuleViolation[] = [];
  const start = readDate(request.startDate);
  const end = readDate(request.endDate);
  const at = (field: RuleViolation['field'], message: string) =>
    violations.push({ field, message, value: request[field] });

  if (start === null) at('startDate', notADate('start_date', request.startDate));
  if (end === null) at('endDate', notADate('end_date', request.endDate));
  if (start !== null && end !== null && Temporal.PlainDate.compare(start, end) > 0)
    at('startDate', 'start_date must be before end_date');
  if (start !== null && Temporal.PlainDate.compare(start, Temporal.PlainDate.from(today)) > 0)
    at('startDate', 'start_date cannot be in the future');
  if (start !== null && end !== null && start.until(end, { largestUnit: 'day' }).days > LONGEST_PERIOD_DAYS)
    at('endDate', 'Date range cannot exceed 1 year');
  if (!GroupBy.safeParse(request.groupBy).success) at('groupBy', 'group_by must be one of: day, week, month');
  return violations;
}

const notADate = (name: string, value: unknown): string =>
  `${name} is not a date: ${JSON.stringify(value ?? '')} (expected YYYY-MM-DD)`;

/** A calendar date of the years 1 to 9999 written `YYYY-MM-DD`, else null: no 31 February, no time, no other spelling. */
function readDate(text: unknown): Temporal.PlainDate | null {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}
