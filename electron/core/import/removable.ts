// Whether a folder lies on something that will be pulled out again, in which case photographs are copied rather than referenced; and how
// much room there is on a disk.
import { existsSync } from 'node:fs';
import { readFile, realpath, statfs } from 'node:fs/promises';
import { parse, posix } from 'node:path';

/**
 * True for cards and sticks.
 * - Linux: mounted where desktops mount removable media (`/media`, `/run/media`), or on a device the kernel calls removable.
 * - macOS: anything under `/Volumes` that is not the start-up disk (which is there as a link).
 * - Windows: Node cannot ask for the drive's type, so a drive counts when a camera's `DCIM` lies at its root.
 * Where nothing can be found out the answer is false.
 */
export async function isRemovable(path: string): Promise<boolean> {
  try {
    const real = await realpath(path);
    if (process.platform === 'win32') return existsSync(`${parse(real).root}DCIM`);
    if (process.platform === 'darwin') return real.startsWith('/Volumes/');
    const mount = mountOf(await readFile('/proc/self/mountinfo', 'utf8'), real);
    if (mount === null) return false;
    return /^\/(run\/)?media\//.test(mount.point) || (await isRemovableDevice(mount.device));
  } catch {
    return false;
  }
}

/** The mount (innermost) that holds a path, from the text of `/proc/self/mountinfo`; device as `major:minor`. */
export function mountOf(mountinfo: string, path: string): { point: string; device: string } | null {
  let best: { point: string; device: string } | null = null;
  for (const line of mountinfo.split('\n')) {
    const [, , device, , rawPoint] = line.split(' ');
    if (device === undefined || rawPoint === undefined) continue;
    const point = rawPoint.replaceAll(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const holds = point === '/' || path === point || path.startsWith(`${point}/`);
    if (holds && point.length >= (best?.point.length ?? 0)) best = { point, device };
  }
  return best;
}

/** A partition's flag is that of the disk it is on, one folder up in sysfs. */
async function isRemovableDevice(device: string): Promise<boolean> {
  const folder = await realpath(`/sys/dev/block/${device}`).catch(() => null);
  if (folder === null) return false;
  for (const place of [folder, posix.dirname(folder)]) {
    const flag = await readFile(`${place}/removable`, 'utf8').catch(() => '');
    if (flag.trim() === '1') return true;
  }
  return false;
}

/** Bytes free for us on the disk of a folder, or null where the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  return statfs(folder).then(
    (disk) => disk.bavail * disk.bsize,
    () => null,
  );
}
