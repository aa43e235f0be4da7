/** The stories: who does what, and how one sees that it is done. The words stand in the locale files. */

/* A step: `seat` does it; `words` says it; `deeds` does it for the visitor: {say: key of the text} or {press: button}.
   `then` is what shows that it is done, whoever did it: a button in somebody's chat (`data`, one of several; `fresh`: in a
   message that came after the step began), any new message (`fresh` alone), or buttons that are `gone`.
   `only`: the step is left out unless such a button is among the newest choices of its seat.
   In the data of a button "#" is the number of the story's case, and "*" is anything. */

const ASKED = ["draft:communes:#", "petition:new:#"];

const agree = {
  seat: "worker", words: "demo-step-agree", only: ["consent:petitions"], deeds: [{ press: "consent:petitions" }],
  then: { seat: "worker", fresh: true, data: ASKED },
};
const drop = {
  seat: "worker", words: "demo-step-drop", only: ["draft:*", "petition:*"],
  deeds: [{ say: "demo-says-cancel" }, { press: "petition:drop:*" }],
  then: { seat: "worker", gone: ["draft:*", "petition:*"] },
};
const fresh = {
  seat: "worker", words: "demo-step-new", only: ["petition:new:#"], deeds: [{ press: "petition:new:#" }],
  then: { seat: "worker", data: ["draft:communes:#"] },
};

/** The worker writes, agrees if that was never asked before, and says where she works. */
function begin(story, ...next) {
  const write = {
    seat: "worker", words: `demo-${story}-write`, deeds: [{ say: `demo-says-${story}` }],
    then: { seat: "worker", fresh: true, data: ["consent:petitions", ...ASKED] },
  };
  const workplace = {
    seat: "worker", words: "demo-step-workplace",
    deeds: [{ say: "demo-says-workplace" }, { press: "draft:unit:#:cs-may-tam-duong" }],
    then: { seat: "worker", data: next },
  };
  return [agree, drop, write, agree, fresh, workplace];
}

function press(words, seat, button, then) {
  return { seat, words, deeds: [{ press: button }], then };
}

/** Presses a button and writes what is then asked for. */
function write(words, seat, button, say, then, after = []) {
  return { seat, words, deeds: [{ press: button }, { say }, ...after], then };
}

const comesTo = (seat, data) => ({ seat, data: [data] });
const hears = (seat, ...data) => ({ seat, fresh: true, data });

export const STORIES = {
  wages: [
    ...begin("wages", "petition:send:#"),
    press("demo-wages-anonymous", "worker", "petition:anonymous:#:on", comesTo("worker", "petition:anonymous:#:off")),
    press("demo-wages-send", "worker", "petition:send:#", comesTo("grassroots", "case:take:#")),
    press("demo-wages-take", "grassroots", "case:take:#", hears("worker")),
    write("demo-wages-ask", "grassroots", "case:ask:#", "demo-says-wages-question", hears("worker", "follow:add:#")),
    write("demo-wages-reply", "worker", "follow:add:#", "demo-says-wages-reply", hears("grassroots"), [{ press: "follow:done:#" }]),
    write("demo-wages-up", "grassroots", "case:up:#", "demo-says-wages-reason", comesTo("district", "case:take:#")),
    write("demo-wages-answer", "district", "case:answer:#", "demo-says-wages-answer", comesTo("worker", "follow:rate:#:2")),
    press("demo-wages-rate", "worker", "follow:rate:#:2", hears("worker", "follow:reopen:#")),
    write("demo-wages-reopen", "worker", "follow:reopen:#", "demo-says-wages-why", comesTo("admin", "case:take:#")),
  ],
  hidden: [
    ...begin("hidden", "petition:own_unit:#:off"),
    press("demo-hidden-exclude", "worker", "petition:own_unit:#:off", comesTo("worker", "petition:own_unit:#:on")),
    press("demo-hidden-send", "worker", "petition:send:#", comesTo("district", "case:take:#")),
    { seat: "grassroots", words: "demo-hidden-look", deeds: [], then: null },
    press("demo-hidden-take", "district", "case:take:#", hears("worker")),
    write("demo-hidden-answer", "district", "case:answer:#", "demo-says-hidden-answer", comesTo("worker", "follow:rate:#:5")),
    press("demo-hidden-rate", "worker", "follow:rate:#:5", hears("worker")),
  ],
  accident: [
    ...begin("accident", "petition:send:#"),
    press("demo-accident-send", "worker", "petition:send:#", comesTo("grassroots", "case:take:#")),
    press("demo-accident-take", "grassroots", "case:take:#", hears("worker")),
    write("demo-accident-answer", "grassroots", "case:answer:#", "demo-says-accident-answer", comesTo("worker", "follow:rate:#:5")),
  ],
};
