// Ed25519, checking only (RFC 8032). It need not be quick, nor keep a secret: everything it reads is public.
const P = 2n ** 255n - 19n, L = 2n ** 252n + 27742317777372353535851937790883648493n
const mod = x => ((x % P) + P) % P

function power(base, exponent) {
  let result = 1n
  for (base = mod(base); exponent > 0n; exponent >>= 1n, base = mod(base * base)) {
    if (exponent & 1n) result = mod(result * base)
  }
  return result
}

const D = mod(-121665n * power(121666n, P - 2n)), MINUS_ONE = power(2n, (P - 1n) / 4n)
const littleEndian = bytes => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2)), b = mod((y1 + x1) * (y2 + x2)), c = mod(2n * t1 * t2 * D), d = mod(2n * z1 * z2)
  const e = b - a, f = d - c, g = d + c, h = b + a
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)]
}

function times(number, point) {
  let sum = [0n, 1n, 1n, 0n]
  for (; number > 0n; number >>= 1n, point = add(point, point)) if (number & 1n) sum = add(sum, point)
  return sum
}

function point(bytes) {  // null for bytes that are no point
  if (bytes.length !== 32) return null
  const all = littleEndian(bytes), y = all & (2n ** 255n - 1n), sign = all >> 255n
  const u = mod(y * y - 1n), v = mod(D * y * y + 1n), square = mod(u * power(v, P - 2n))
  let x = power(square, (P + 3n) / 8n)
  if (mod(x * x) !== square) x = mod(x * MINUS_ONE)
  if (y >= P || mod(x * x) !== square || (x === 0n && sign)) return null
  if ((x & 1n) !== sign) x = mod(-x)
  return [x, y, 1n, mod(x * y)]
}

const BASE = point(fromHex("58" + "66".repeat(31)))
const same = ([x1, y1, z1], [x2, y2, z2]) => mod(x1 * z2) === mod(x2 * z1) && mod(y1 * z2) === mod(y2 * z1)

function isSigned(message, signature, key) {
  const a = point(key), r = point(signature.slice(0, 32)), s = littleEndian(signature.slice(32))
  if (signature.length !== 64 || !a || !r || s >= L) return false
  const k = littleEndian(sha512(Uint8Array.from([...signature.slice(0, 32), ...key, ...message]))) % L
  return same(times(s, BASE), add(r, times(k, a)))
}
