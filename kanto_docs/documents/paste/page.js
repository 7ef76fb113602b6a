"use strict";
(() => {
  const words = document.body.dataset;
  const status = document.getElementById("status");
  const progress = document.getElementById("progress");
  const meter = document.getElementById("meter");
  const boxes = [...document.querySelectorAll(".tick input")];
  const place = "kanto-docs-" + words.key;

  // Only ids and short hashes are kept, and nothing is lost where keeping is forbidden.
  const kept = () => {
    try {
      const found = JSON.parse(localStorage.getItem(place));
      return found && typeof found === "object" ? found : {};
    } catch {
      return {};
    }
  };
  const keep = () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => [box.id, box.dataset.digest]);
    try {
      localStorage.setItem(place, JSON.stringify(Object.fromEntries(ticked)));
    } catch {
      return;
    }
  };
  const count = () => {
    const done = boxes.filter((box) => box.checked).length;
    progress.textContent = words.progress.replace("{done}", done);
    meter.value = done;
  };

  const mark = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  const copySelected = (text) => {
    const plain = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", plain);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    } finally {
      document.removeEventListener("copy", plain);
    }
  };
  const copy = async (element) => {
    const text = element.textContent;
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      mark(element);
      return copySelected(text);
    }
  };

  const old = kept();
  for (const box of boxes) {
    box.checked = old[box.id] === box.dataset.digest;
    box.addEventListener("change", () => {
      keep();
      count();
    });
  }
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copy(document.getElementById(button.dataset.copy));
      const label = button.querySelector(".unseen").textContent;
      status.textContent = (done ? words.copied : words.select) + label;
    });
  }
  document.getElementById("bar").hidden = false;
  count();
})();
