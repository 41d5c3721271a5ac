"use strict"
// SHA-256 and SHA-512 of bytes, as FIPS 180-4 defines them: a browser may keep its own from a page that lies in a folder.
const bytesOf = text => new TextEncoder().encode(text)
const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
const fromHex = text => Uint8Array.from(text.trim().match(/../g) || [], pair => parseInt(pair, 16))

function primes(number) {
  const found = []
  for (let next = 2; found.length < number; next++) if (found.every(prime => next % prime)) found.push(next)
  return found
}

function root(value, power) {  // the whole part of a root of a BigInt
  let low = 0n, high = value + 1n
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** power <= value) low = middle
    else high = middle
  }
  return low
}

// The constants are the first bits of the fractions of the roots of primes: worked out, so that none is mistyped.
const fraction = (prime, power, bits) => BigInt.asUintN(bits, root(BigInt(prime) << (power * BigInt(bits)), power))
const K512 = primes(80).map(prime => fraction(prime, 3n, 64)), H512 = primes(8).map(prime => fraction(prime, 2n, 64))
const K256 = Uint32Array.from(primes(64), prime => Number(fraction(prime, 3n, 32)))
const H256 = Uint32Array.from(primes(8), prime => Number(fraction(prime, 2n, 32)))

function padded(bytes, block, lengthBytes) {
  const size = Math.ceil((bytes.length + 1 + lengthBytes) / block) * block, out = new Uint8Array(size)
  out.set(bytes)
  out[bytes.length] = 0x80
  new DataView(out.buffer).setBigUint64(size - 8, BigInt(bytes.length) * 8n)
  return out
}

function sha256(bytes) {
  const data = padded(bytes, 64, 8), view = new DataView(data.buffer), h = Uint32Array.from(H256), w = new Uint32Array(64)
  const turn = (x, n) => (x >>> n) | (x << (32 - n))
  for (let start = 0; start < data.length; start += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(start + 4 * i)
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15], b = w[i - 2]
      w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))
    }
    let [a, b, c, d, e, f, g, k] = h
    for (let i = 0; i < 64; i++) {
      const one = (k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K256[i] + w[i]) | 0
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      k = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0
    }
    ;[a, b, c, d, e, f, g, k].forEach((value, i) => { h[i] += value })
  }
  const out = new DataView(new ArrayBuffer(32))
  h.forEach((value, i) => out.setUint32(4 * i, value))
  return new Uint8Array(out.buffer)
}

function sha512(bytes) {
  const data = padded(bytes, 128, 16), view = new DataView(data.buffer), h = [...H512], w = []
  const turn = (x, n) => BigInt.asUintN(64, (x >> n) | (x << (64n - n))), cut = x => BigInt.asUintN(64, x)
  for (let start = 0; start < data.length; start += 128) {
    for (let i = 0; i < 16; i++) w[i] = view.getBigUint64(start + 8 * i)
    for (let i = 16; i < 80; i++) {
      const a = w[i - 15], b = w[i - 2]
      w[i] = cut(w[i - 16] + (turn(a, 1n) ^ turn(a, 8n) ^ (a >> 7n)) + w[i - 7] + (turn(b, 19n) ^ turn(b, 61n) ^ (b >> 6n)))
    }
    let [a, b, c, d, e, f, g, k] = h
    for (let i = 0; i < 80; i++) {
      const one = cut(k + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (cut(~e) & g)) + K512[i] + w[i])
      const two = cut((turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c)))
      k = g; g = f; f = e; e = cut(d + one); d = c; c = b; b = a; a = cut(one + two)
    }
    ;[a, b, c, d, e, f, g, k].forEach((value, i) => { h[i] = cut(h[i] + value) })
  }
  const out = new DataView(new ArrayBuffer(64))
  h.forEach((value, i) => out.setBigUint64(8 * i, value))
  return new Uint8Array(out.buffer)
}
