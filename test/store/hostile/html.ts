/** HTML as forums and attackers write it. */
import { bodies, files, type Hostile, nest } from './case.ts'

const DEEP = 10_000
const css = `<style>${'mjx-c.mjx-c1D465::before{padding:.442em .572em .011em 0;content:"x"}'.repeat(120)}</style>`

export const HTML: readonly Hostile[] = [
  ...bodies('html', {
    '10,000 nested div': () => nest(DEEP, '<div>', 'Ships float.', '</div>'),
    '10,000 nested blockquote': () => nest(DEEP, '<blockquote>', 'Ships float.', '</blockquote>'),
    '10,000 nested b': () => nest(DEEP, '<b>', 'Ships float.', '</b>'),
    '10,000 nested lists': () => nest(DEEP, '<ul><li>', 'Ships float.', '</li></ul>'),
    '10,000 nested tables': () => nest(DEEP, '<table><tr><td>', 'Ships float.', '</td></tr></table>'),
    '10,000 nested details': () => nest(DEEP, '<details><summary>s</summary>', 'Ships float.', '</details>'),
    '10,000 nested s': () => nest(DEEP, '<s>', 'Ships float.', '</s>'),
    '10,000 nested quotations of a forum': () =>
      nest(DEEP, '<aside class="quote" data-username="ada"><blockquote>', 'Ships float.', '</blockquote></aside>'),
    '10,000 nested svg and math': () => nest(DEEP, '<svg><math>', 'Ships float.', '</math></svg>'),
    '100,000 tags that open': () => '<div>'.repeat(100_000),
    '100,000 tags that close': () => `${'</div>'.repeat(100_000)}Ships float.`,
    '50,000 tags that cross': () => `${'<b><i></b></i>'.repeat(50_000)}Ships float.`,
    'a tag that never ends': () => `Ships float. <a href="${'x'.repeat(100_000)}`,
    '200,000 signs that open a tag': () => '<'.repeat(200_000),
    'a tag with 50,000 attributes': () =>
      `<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}=1`).join(' ')}>Ships float.</p>`,
    'a class of 800,000 characters': () => `<p class="${'c '.repeat(400_000)}">Ships float.</p>`,
    'a comment that never ends': () => `Ships float. <!-- ${'x'.repeat(10_000)}`,
    '50,000 comments that open': () => `Ships float.${'<!--'.repeat(50_000)}`,
    'a CDATA section': () => 'Ships <![CDATA[ <b>float</b> ]]> well.',
    'a doctype with entities': () => '<!DOCTYPE html [<!ENTITY a "aaaa">]><p>&a; Ships float.</p>',
    'character references that are none': () =>
      '&#0; &#xd800; &#x110000; &#999999999999; &nosuch; &amp;amp; &amp &lt;b&gt; Ships float.',
    '100,000 character references': () => '&amp;'.repeat(100_000),
    'NUL in tags and words': () => '<p\u0000>Ships\u0000 float.</p\u0000>',
    'a script that never ends': () => 'Ships float.<script>alert("Ships sink.")',
    'a script in a script': () => '<script><!--<script></script>--></script>Ships float.',
    'what is to be run in attributes': () =>
      '<img src=x onerror=alert(1)><a href="javascript:alert(1)">Ships float.</a>',
    plaintext: () => 'Ships float.<plaintext>Ships <b>sink.</b>',
    'a textarea, a title, a template, a select': () =>
      '<textarea>one</textarea><title>two</title><template>three</template><select><option>four</select>Ships float.',
    'a frame with a page in it': () => '<iframe srcdoc="<p>Ships sink.</p>">Boats sink.</iframe>Ships float.',
    'conditional comments': () => '<!--[if IE]><p>Ships sink.</p><![endif]-->Ships float.',
    'paragraphs that nobody ends': () => '<p>Ships float.'.repeat(5000),
    'br written as it should not be': () => 'Ships</br>float<br/><br />well.',
    '100,000 br': () => `Ships${'<br>'.repeat(100_000)}float.`,
    'a picture of a megabyte in an address': () =>
      `<img src="data:image/png;base64,${'A'.repeat(1 << 20)}">Ships float.`,
    'a table of 5,000 rows': () => `<table>${'<tr><td>Ships</td><td>float.</td></tr>'.repeat(5000)}</table>`,
    'a cell as wide as a billion': () => '<table><tr><td colspan="1000000000">Ships float.</td></tr></table>',
    'elements that nobody knows': () => '<x-ship><y:boat>Ships float.</y:boat></x-ship>',
    'a link in a link': () => '<a href="/a">Ships <a href="/b">float</a> well</a>.',
    'list items without a list': () => '<li>Ships float.<li>Boats float.',
    // Formulas, as forums show them.
    'MathJax 3: 8 kB of style, and a formula without words': () =>
      `<p>${css}Let <mjx-container class="MathJax" aria-label="x_i \\in \\mathbb{R}" role="math"><mjx-math><mjx-mi></mjx-mi></mjx-math></mjx-container> be given.</p>`,
    'MathJax 3: no label': () =>
      '<p>Let <mjx-container role="math"><mjx-math></mjx-math></mjx-container> be given.</p>',
    'MathJax 3: a label that is hidden': () =>
      '<p>Let <mjx-container aria-hidden="true" aria-label="x"></mjx-container> be given.</p>',
    'MathJax 3: 2,000 formulas': () =>
      '<p>Let <mjx-container aria-label="x_i"><mjx-math></mjx-math></mjx-container> be given.</p>'.repeat(2000),
    'MathJax 3: containers 5,000 deep': () => nest(5000, '<mjx-container aria-label="x">', 'y', '</mjx-container>'),
    'MathJax 2: a label beside glyphs': () =>
      '<p>Let <span class="mjpage"><span class="mjx-chtml"><span class="mjx-math" aria-label="x^2"><span class="mjx-char">x2</span></span></span></span> be given.</p>',
    'formulas that nobody rendered': () =>
      '<p>Let <span class="math-tex">\\(x\\)</span> and \\[y\\] and $$z be given.</p>',
    'MathML with its source': () =>
      '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></semantics></math> is a number.',
    // The quirks of forums.
    'a footnote that refers to itself': () =>
      '<p>Ships<span class="footnote-reference" data-footnote-id="a"></span> float.</p><ol class="footnotes"><li class="footnote-item" id="fna">See<span class="footnote-reference" data-footnote-id="a"></span>.</li></ol>',
    '2,000 footnotes that nothing refers to': () =>
      `<ol class="footnotes">${'<li class="footnote-item">A note.</li>'.repeat(2000)}</ol>`,
    'a spoiler': () =>
      '<p>The end: <span class="spoiler">the ship sinks.</span></p><div class="spoilers"><p>It was the Vasa.</p></div>',
    'an old version in details': () =>
      '<p>Ships float.</p><details class="detailsBlock"><summary>OLD VERSION:</summary><blockquote><p>Ships sink.</p></blockquote></details>',
    'words of a model': () =>
      '<div class="llm-content-block" data-model-name="m"><p>Ships sink.</p></div><p>Ships float.</p>',
    'a preview that is nobody’s words': () => '<aside class="onebox"><p>Ships sink.</p></aside><p>Ships float.</p>',
    'a poll': () => '<div class="poll" data-poll-options="a">Ships sink: 99 %</div><p>Ships float.</p>',
    'a dialogue in one body': () =>
      '<section message-id="1" user-id="a" display-name="Ada"><p>Ships float.</p></section><section message-id="2" user-id="g" display-name="Grace"><p>They sink.</p></section>',
    'struck, inserted and both': () => '<p>Ships <del>sink <ins>fast</ins></del> <ins>float <s>slowly</s></ins>.</p>',
    'hidden pieces of an address': () =>
      '<p>See <a href="https://example.org/a-long-way"><span class="invisible">https://</span><span class="ellipsis">example.org/a</span><span class="invisible">-long-way</span></a>.</p>',
    'Hacker News: paragraphs that only begin': () =>
      '&gt; Ships float.<p>They sink.<p><i>Really?</i><p><pre><code>  x = 1\n</code></pre>',
  }),
  ...files({
    'html file: nothing': ['none.html', () => ''],
    'html file: a title of a megabyte': [
      'title.html',
      () => `<title>${'ships '.repeat(170_000)}</title><p>Ships float.`,
    ],
    'html file: 17 MB': ['long.html', () => '<p>Ships float.</p>'.repeat(1_000_000)],
  }),
]
