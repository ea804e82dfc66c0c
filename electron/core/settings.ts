// Settings in force for a library: the defaults of shared/domain/settings.ts, overridden by the environment (product.md 6.1),
// overridden by what a person set in this library.
import { defaultSettings, type Settings } from '../../shared/domain/settings.ts';

/** Environment variable → setting. Values that are not numbers from 0 to 1 are ignored rather than trusted. */
function settingsFromEnvironment(environment: NodeJS.ProcessEnv): Partial<Settings> {
  const fraction = (name: string): number | undefined => {
    const text = environment[name];
    const value = Number(text);
    return text !== undefined && text.trim() !== '' && value >= 0 && value <= 1 ? value : undefined;
  };
  const found: Partial<Settings> = {};
  const body = fraction('REID_THRESHOLD');
  const workers = Number(environment.ENHANCED_REID_PARALLEL_WORKERS);
  if (body !== undefined) found.bodyThreshold = body;
  if (Number.isInteger(workers) && workers >= 1 && workers <= 16) found.workers = workers;
  return found;
}

export function settingsInForce(environment: NodeJS.ProcessEnv, stored: Partial<Settings>): Settings {
  return { ...defaultSettings, timezone: localZone(), ...settingsFromEnvironment(environment), ...stored };
}

const localZone = (): string => Temporal.Now.timeZoneId();
