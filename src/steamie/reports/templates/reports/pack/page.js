// What is shown is read from the same texts that are checked. Text only: nothing that somebody wrote becomes a mark.
const FILES = JSON.parse(document.getElementById("files").textContent), manifest = JSON.parse(FILES["manifest.json"])
const element = (name, text = "", ...inside) => {
  const made = document.createElement(name)
  made.textContent = text
  made.append(...inside)
  return made
}
const pause = () => new Promise(done => setTimeout(done))

async function check() {
  const problems = [], checks = document.getElementById("checks"), say = text => checks.append(element("li", text))
  const signed = isSigned(bytesOf(FILES["manifest.json"]), fromHex(FILES["manifest.sig"]), fromHex(manifest.public_key))
  if (!signed) problems.push("The signature does not fit the list of files.")
  say(signed ? "The signature fits the list of files." : problems[0])
  for (const [name, digest] of Object.entries(manifest.files)) {
    await pause()
    const fits = name in FILES && hex(sha256(bytesOf(FILES[name]))) === digest
    if (!fits) problems.push(name)
    say(fits ? `${name} is as it was signed.` : `${name} was altered.`)
  }
  let previous = "", number = null, events = 0
  for (const line of FILES["events.txt"].split("\n").filter(Boolean)) {
    if (events++ % 200 === 0) await pause()
    const digest = line.slice(0, 64), text = line.slice(65), event = JSON.parse(text)
    const bound = number === null || (event.number === number + 1 && event.previous === previous)
    if (hex(sha256(bytesOf(text))) !== digest || !bound) problems.push(`Event ${event.number} was altered or moved.`)
    previous = digest
    number = event.number
  }
  say(`${events} events read, each bound to the one before it.`)
  const verdict = document.getElementById("verdict")
  verdict.className = problems.length ? "bad" : "good"
  verdict.textContent = problems.length
    ? `No. ${problems.length} wrong: ${problems.slice(0, 5).join(" ")}` : "Yes. Nothing was changed since it was signed."
}

function show(pack) {
  const told = document.getElementById("told")
  told.append(element("p", `${pack.strategy}. From ${pack.first} to ${pack.last}. Made ${pack.made}.`))
  told.append(element("h2", "Not in it, and why"))
  const absent = pack.absent.length ? pack.absent : ["Nothing is known to be missing."]
  told.append(element("ul", "", ...absent.map(line => element("li", line))))
  for (const paragraph of pack.paragraphs) {
    told.append(element("h2", `${paragraph.number} ${paragraph.title}: ${paragraph.records} records`))
    for (const clause of paragraph.clauses) told.append(clauseOf(clause))
  }
}

function clauseOf(clause) {
  const rows = clause.rows.map(row => element("tr", "", element("td", row.what), element("td", row.note),
    element("td", row.counts ? "Counts" : "Does not count")))
  if (clause.more) rows.push(element("tr", "", element("td", `and ${clause.more} more`)))
  const events = clause.events.map(one => element("li", `${one.number}. ${one.at.slice(0, 10)}: ${one.words}`))
  const inside = [element("summary", `${clause.id} ${clause.heading}: ${clause.label}. ${clause.figure}`),
    element("p", clause.text), element("p", clause.reason)]
  if (rows.length) inside.push(element("h3", "Rows"), element("table", "", ...rows))
  if (events.length) inside.push(element("h3", "Events"), element("ul", "", ...events))
  const details = element("details", "", ...inside)
  details.id = clause.id
  return details
}

document.getElementById("key").textContent = manifest.public_key
show(JSON.parse(FILES["pack.json"]))
check().catch(problem => { document.getElementById("verdict").textContent = `No. It cannot be read: ${problem}` })
