/** Which addresses of the internet are public. A page may only be fetched from those, so that a document cannot make us look into our own network. */
import { BlockList, isIP } from "node:net";

/** Everything that the registries of IANA keep for special use, and IPv6 that carries an IPv4 address within it. */
const reserved = new BlockList();

const four = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // Addresses at which clouds give out secrets, though these two are public by number.
  "168.63.129.16/32",
  "100.100.100.200/32",
];

for (const range of four) {
  const [network, bits] = range.split("/");
  reserved.addSubnet(network!, Number(bits), "ipv4");
}

/** Only 2000::/3 is given out; within it these are special. */
for (const range of ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48"]) {
  const [network, bits] = range.split("/");
  reserved.addSubnet(network!, Number(bits), "ipv6");
}

const given = new BlockList();
given.addSubnet("2000::", 3, "ipv6");

/** Whether an address, as a lookup gives it, is one of the public internet. Anything that is no address is not. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, "");
  const kind = isIP(plain);
  if (kind === 4) return !reserved.check(plain, "ipv4");
  return kind === 6 && given.check(plain, "ipv6") && !reserved.check(plain, "ipv6");
}
