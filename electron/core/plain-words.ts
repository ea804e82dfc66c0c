// Calls answer with sentences for people also where the disk beneath the library fails them.
import { storageTrouble } from '../store/trouble.ts';

type Handler = (input: never, context: never) => unknown;

/** The same handlers; what the disk of the open library did to them is said in words. */
export function inPlainWords<H extends object>(handlers: H, openFolder: () => string | null): H {
  const speaking = Object.entries<Handler>(handlers as Record<string, Handler>).map(([name, handler]) => {
    const answer: Handler = async (input, context) => {
      try {
        return await handler(input, context);
      } catch (error) {
        const folder = openFolder();
        throw (folder === null ? null : storageTrouble(error, folder)) ?? error;
      }
    };
    return [name, answer];
  });
  return Object.fromEntries(speaking) as H;
}
