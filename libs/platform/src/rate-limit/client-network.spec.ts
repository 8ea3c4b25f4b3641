import { clientNeighbourhood, clientNetwork } from './client-network';

describe('the network of a client', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1:0::/56'],
    ['2001:db8:1:20ff:3:4:5:6', '2001:db8:1:20ff::/64', '2001:db8:1:2000::/56'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64', '2001:db8:1:0::/56'],
    ['2001:db8::1', '2001:db8:0:0::/64', '2001:db8:0:0::/56'],
    ['::1', '0:0:0:0::/64', '0:0:0:0::/56'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0:0::/56'],
  ])('of %s is %s, and its neighbourhood %s', (ip, network, neighbourhood) => {
    expect(clientNetwork(ip)).toBe(network);
    expect(clientNeighbourhood(ip)).toBe(neighbourhood);
  });
});
