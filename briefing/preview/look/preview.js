"use strict";

// Follows the server: asks for changes, puts the new page in place of the old, and shows where a figure comes from.

const byId = (id) => document.getElementById(id);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const root = document.documentElement;

function say(text) {
  if (byId("status").textContent !== text) byId("status").textContent = text;
}

function sum() {
  const errors = byId("problems").dataset.errors;
  return errors === "0" ? "" : `有 ${errors} 处错误`;
}

// Reloading

const PARTS = ["tools", "problems", "sheet", "origins"];

async function refresh() {
  const answer = await fetch("/", { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const open = [...document.querySelectorAll("details[open]")].map((item) => item.id);
  const facts = [...document.querySelectorAll(".fact button")];
  const focused = facts.indexOf(document.activeElement);
  hide();
  for (const id of PARTS) {
    byId(id).replaceChildren(...next.getElementById(id).childNodes);
  }
  byId("problems").dataset.errors = next.getElementById("problems").dataset.errors;
  document.title = next.title;
  root.dataset.state = next.documentElement.dataset.state;
  for (const id of open) byId(id)?.setAttribute("open", "");
  if (focused >= 0) document.querySelectorAll(".fact button")[focused]?.focus({ preventScroll: true });
}

let asking = null;

async function ask(busy) {
  asking = new AbortController();
  const query = new URLSearchParams({ state: root.dataset.state, busy: busy ? "1" : "0" });
  const answer = await fetch(`/changes?${query}`, { cache: "no-store", signal: asking.signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function follow() {
  let busy = false;
  say(sum() || "保存文件后自动更新");
  for (;;) {
    // A browser opens few connections to one address: tabs that nobody sees leave them to the others.
    while (document.hidden) {
      await new Promise((seen) => document.addEventListener("visibilitychange", seen, { once: true }));
    }
    try {
      const now = await ask(busy);
      busy = now.busy;
      if (now.state !== root.dataset.state) {
        await refresh();
        say(sum() || `已更新 ${new Date().toLocaleTimeString("zh-CN", { hour12: false })}`);
      }
      if (busy) say("正在更新…");
      else if (!/^已更新/.test(byId("status").textContent)) say(sum() || "保存文件后自动更新");
    } catch (error) {
      if (error.name !== "AbortError") {
        say("预览程序没有回应。若已结束，请重新运行 briefing preview");
        busy = false;
        await pause(1500);
      }
    }
    await pause(30);
  }
}

document.addEventListener("visibilitychange", () => document.hidden && asking?.abort());

// Where a figure comes from

let leaving = 0;

function hide() {
  clearTimeout(leaving);
  byId("tip").hidden = true;
}

function show(fact) {
  const origin = byId(fact.control.getAttribute("popovertarget"));
  if (!origin) return;
  clearTimeout(leaving);
  const tip = byId("tip");
  tip.replaceChildren(...[...origin.childNodes].map((node) => node.cloneNode(true)));
  tip.hidden = false;
  const at = fact.getClientRects()[0] ?? fact.getBoundingClientRect();
  const margin = 8;
  const left = Math.max(margin, Math.min(at.left, root.clientWidth - tip.offsetWidth - margin));
  const below = at.bottom + 4;
  const above = at.top - tip.offsetHeight - 4;
  const top = below + tip.offsetHeight > root.clientHeight && above > 0 ? above : below;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${top + scrollY}px`;
}

const factAt = (event) => (event.target instanceof Element ? event.target.closest(".fact") : null);
const inTip = (event) => event.target instanceof Element && event.target.closest("#tip");

document.addEventListener("mouseover", (event) => {
  const fact = factAt(event);
  if (fact) show(fact);
  else if (inTip(event)) clearTimeout(leaving);
});
document.addEventListener("mouseout", (event) => {
  if (factAt(event) || inTip(event)) {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250);
  }
});
document.addEventListener("focusin", (event) => (factAt(event) ? show(factAt(event)) : hide()));
document.addEventListener("focusout", hide);
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("click", (event) => factAt(event) && hide());

follow();
