// When the browser's passkey window is closed or fails, say so on the page.
(function () {
  const WORDS = {
    NotAllowedError: 'Nothing came from your passkey: the window was closed, or too much time passed. Press the button to try again, or use another way.',
    InvalidStateError: 'This phone, computer or key is already one of yours. You can sign in with it.',
    NotSupportedError: 'This browser cannot use that kind of passkey. Use another browser, or another way.',
    SecurityError: 'Passkeys work only at this site\u2019s own address, over https. Check the address, or use another way.'
  }
  const OTHERWISE = 'The passkey did not work this time. Press the button to try again, or use another way.'

  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const problem = event.detail && event.detail.exception
    let place = document.getElementById('passkey-problem')
    if (!place) {
      place = document.createElement('p')
      place.id = 'passkey-problem'
      place.className = 'st_banner st_banner--bad'
      place.setAttribute('role', 'alert')
      place.tabIndex = -1
      document.querySelector('main h1').after(place)
    }
    const words = document.createElement('span')
    words.textContent = (problem && WORDS[problem.name]) || OTHERWISE
    place.replaceChildren(words)
    place.focus()
  })
})()
