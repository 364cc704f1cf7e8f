// What the canvas shows of a process, how it comes in and goes out, and what somebody else's reader makes of it.

const ROUNDED = 1;
const box = (element) => element.getBoundingClientRect();
const sticksOut = (inner, outer) =>
  inner.left < outer.left - ROUNDED || inner.right > outer.right + ROUNDED ||
  inner.top < outer.top - ROUNDED || inner.bottom > outer.bottom + ROUNDED;
const meets = (one, other) =>
  one.left < other.right - ROUNDED && other.left < one.right - ROUNDED &&
  one.top < other.bottom - ROUNDED && other.top < one.bottom - ROUNDED;

const call = async (method, path, body) => {
  const headers = {'content-type': 'application/json'};
  const answer = await fetch(`/api/v1/${path}`, {method, headers, body: body && JSON.stringify(body)});
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
};

// The id of an element in the process that was written.
const own = (element) => element.$attrs['lianban:id'] || element.id;
// The nodes and edges of a process, with what is in its sub-processes.
const within = (scope) => (scope.flowElements || []).flatMap((element) => [element, ...within(element)]);
const undone = (scope) => [scope, ...within(scope)].flatMap((scope) => scope.artifacts || [])
  .filter((artifact) => artifact.sourceRef && artifact.sourceRef.$type === 'bpmn:BoundaryEvent');

const asks = {
  json: async (path) => (await call('GET', path)).json(),
  file: async (path) => (await call('GET', path)).text(),
  imported: async (text) => (await call('POST', 'designs/import', {text})).json(),
  kept: async (process, revision, definition) =>
    (await (await call('PUT', `designs/${process}`, {revision, definition})).json()).revision,

  // How many nodes and connections are drawn.
  drawn: () => ['[data-node]', '[data-edge]'].map((selector) => document.querySelectorAll(selector).length),

  // Words that stand where they cannot be read: out of their box, or those of a connection on a box that is not open.
  unreadable: (open) => {
    const canvas = document.getElementById('canvas');
    const fits = (outer, words) =>
      [...words].filter((words) => sticksOut(box(words), box(outer))).map((words) => `“${words.textContent.replaceAll('\n', ' ')}” sticks out`);
    const shapes = [...canvas.querySelectorAll('.shape')];
    const closed = shapes.filter((shape) => !open.includes(shape.dataset.node));
    const hides = (label) =>
      closed.filter((shape) => meets(box(label), box(shape.querySelector('.outline'))))
        .map((shape) => `“${label.textContent}” stands on ${shape.dataset.node}`);
    return [
      ...shapes.flatMap((shape) => fits(shape.querySelector('.outline'), shape.querySelectorAll('text:not(.shape-below)'))),
      ...[...canvas.querySelectorAll('.lane')].flatMap((lane) => fits(lane.querySelector('.lane-head'), lane.querySelectorAll('text'))),
      ...[...canvas.querySelectorAll('.way-label')].flatMap(hides),
    ];
  },

  // What the reader finds in a file: of the process with that id the nodes and edges, and what of them is drawn.
  read: async (text, process) => {
    const {rootElement, warnings} = await new BpmnModdle().fromXML(text);
    const scope = rootElement.rootElements.find((element) => element.id === process);
    const all = scope ? within(scope) : [];
    const nodes = all.filter((element) => element.$instanceOf('bpmn:FlowNode'));
    const edges = [...all.filter((element) => element.$type === 'bpmn:SequenceFlow'), ...(scope ? undone(scope) : [])];
    const drawn = (rootElement.diagrams || []).flatMap((diagram) => diagram.plane.planeElement || []);
    const of = (kind, elements) =>
      drawn.filter((drawn) => drawn.$type === kind && elements.includes(drawn.bpmnElement)).map((drawn) => own(drawn.bpmnElement));
    return {
      warnings: warnings.map((warning) => warning.message.replaceAll('\n', '; ')),
      nodes: nodes.map(own), edges: edges.map(own),
      shapes: of('bpmndi:BPMNShape', nodes), lines: of('bpmndi:BPMNEdge', edges),
    };
  },
};

const done = arguments[arguments.length - 1];
const [what, ...how] = [...arguments].slice(0, -1);
Promise.resolve().then(() => asks[what](...how)).then((answer) => done({answer}), (error) => done({error: String(error)}));
