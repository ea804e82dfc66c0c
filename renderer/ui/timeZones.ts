// Every time zone this computer knows, for choosing one.
const known = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The zones to choose from; one in use that is not a name of the list (a fixed offset) is kept. */
export const zonesWith = (used: string): string[] => (known.includes(used) ? known : [used, ...known]);
