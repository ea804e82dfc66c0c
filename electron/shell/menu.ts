// The application menu: what every desktop program has, and the rooms. Its acts are addresses of the window.
import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActs {
  go: (path: string) => void;
  openLibrary: () => void;
}

export function menuTemplate(platform: NodeJS.Platform, acts: MenuActs): MenuItemConstructorOptions[] {
  const room = (label: string, path: string, accelerator: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => acts.go(path),
  });
  const mac: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  return [
    ...mac,
    {
      label: 'File',
      submenu: [
        { label: 'Import Photographs…', accelerator: 'CmdOrCtrl+I', click: () => acts.go('/import') },
        { label: 'Open Library…', accelerator: 'CmdOrCtrl+O', click: acts.openLibrary },
        { label: 'Export…', accelerator: 'CmdOrCtrl+E', click: () => acts.go('/export') },
        { type: 'separator' },
        platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'Go',
      submenu: [
        room('Gallery', '/gallery', 'CmdOrCtrl+1'),
        room('Events', '/events', 'CmdOrCtrl+2'),
        room('Deer', '/deer', 'CmdOrCtrl+3'),
        room('Horses', '/horses', 'CmdOrCtrl+4'),
        room('Review', '/review', 'CmdOrCtrl+5'),
        room('Jobs', '/jobs', 'CmdOrCtrl+6'),
        room('Settings', '/settings', 'CmdOrCtrl+,'),
      ],
    },
    {
      label: 'View',
      submenu: [
        { role: 'reload' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
  ];
}
