// The one connection of this window: the preload's bridge in Electron, else a WebSocket to the server that served the page.
import { bridgeCarrier, socketCarrier } from './carriers.ts';
import { WindowClient } from './client.ts';

const socketAddress = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`;

export const api = new WindowClient((events) =>
  window.herdbook ? bridgeCarrier(window.herdbook, events) : socketCarrier(socketAddress(), events),
);
