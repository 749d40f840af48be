/// The script of a page, the same in every page: moving and zooming. What is chosen is the page's fragment, which the
/// style sheet shows; the page can be read without the script.
enum PageScript {
    /// The SHA-256 digest of ``text`` that the page's policy names; a test holds it to that.
    static let digest = "sha256-0ILD9iSeA4o3E/S9NJf5IO7nOu/OtbNvqSZun9TiVsU="

    static let text = #"""
        "use strict";
        (() => {
          const svg = document.getElementById("drawing");
          if (!svg) return;
          const box = svg.viewBox.baseVal;
          const all = { x: box.x, y: box.y, w: box.width, h: box.height };
          let view = { ...all };
          document.body.classList.add("live");

          const show = () => svg.setAttribute("viewBox", [view.x, view.y, view.w, view.h].join(" "));
          const size = () => ({ w: svg.clientWidth || 1, h: svg.clientHeight || 1 });
          const whole = () => { view = { ...all }; show(); };
          const start = () => {
            const s = size();
            const k = Math.max(0.5, Math.min(1, s.w / all.w));
            view = { x: all.x + (all.w - s.w / k) / 2, y: all.y, w: s.w / k, h: s.h / k };
            if (all.h < view.h) view.y -= (view.h - all.h) / 2;
            show();
          };
          const unit = () => Math.max(view.w / size().w, view.h / size().h);
          const point = (x, y) => new DOMPoint(x, y).matrixTransform(svg.getScreenCTM().inverse());
          const zoom = (factor, p = { x: view.x + view.w / 2, y: view.y + view.h / 2 }) => {
            const f = Math.min(Math.max(view.w * factor, 80), Math.max(all.w, all.h, size().w) * 4) / view.w;
            view = { x: p.x - (p.x - view.x) * f, y: p.y - (p.y - view.y) * f, w: view.w * f, h: view.h * f };
            show();
          };
          const move = (dx, dy) => { view.x -= dx * unit(); view.y -= dy * unit(); show(); };

          const pointers = new Map();
          let isMoving = false;
          svg.addEventListener("pointerdown", (event) => {
            if (event.button !== 0) return;
            if (pointers.size === 0) isMoving = false;
            pointers.set(event.pointerId, event);
          });
          window.addEventListener("pointermove", (event) => {
            const last = pointers.get(event.pointerId);
            if (!last) return;
            const dx = event.clientX - last.clientX, dy = event.clientY - last.clientY;
            if (!isMoving && Math.hypot(dx, dy) < 5) return;
            isMoving = true;
            svg.classList.add("moving");
            const other = [...pointers].find(([id]) => id !== event.pointerId);
            if (other) {
              const o = other[1];
              const before = Math.hypot(last.clientX - o.clientX, last.clientY - o.clientY);
              const after = Math.hypot(event.clientX - o.clientX, event.clientY - o.clientY);
              if (after > 0) zoom(before / after, point(o.clientX, o.clientY));
            } else move(dx, dy);
            pointers.set(event.pointerId, event);
          });
          const release = (event) => {
            pointers.delete(event.pointerId);
            if (pointers.size > 0) return;
            svg.classList.remove("moving");
            // After the click that ends a drag.
            setTimeout(() => { isMoving = false; }, 0);
          };
          window.addEventListener("pointerup", release);
          window.addEventListener("pointercancel", release);
          // A drag that ends on a stage doesn't choose it.
          svg.addEventListener("click", (event) => {
            if (isMoving) event.preventDefault();
          }, true);
          svg.addEventListener("dragstart", (event) => event.preventDefault());
          svg.addEventListener("wheel", (event) => {
            event.preventDefault();
            zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.004), point(event.clientX, event.clientY));
          }, { passive: false });

          document.getElementById("closer").addEventListener("click", () => zoom(0.8));
          document.getElementById("farther").addEventListener("click", () => zoom(1.25));
          document.getElementById("whole").addEventListener("click", whole);
          const keys = {
            "+": () => zoom(0.8), "=": () => zoom(0.8), "-": () => zoom(1.25), "0": whole,
            ArrowLeft: () => move(60, 0), ArrowRight: () => move(-60, 0), ArrowUp: () => move(0, 60),
            ArrowDown: () => move(0, -60), Escape: () => close(),
          };
          document.addEventListener("keydown", (event) => {
            const isInPanel = event.target.closest("aside") && event.key !== "Escape";
            if (event.ctrlKey || event.metaKey || event.altKey || isInPanel || !keys[event.key]) return;
            event.preventDefault();
            keys[event.key]();
          });

          const chosen = () => {
            const found = location.hash.match(/^#stage-(\d+)$/);
            return found && document.getElementById("box-" + found[1]);
          };
          const mark = () => {
            for (const other of svg.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
            for (const net of svg.querySelectorAll(".lit")) net.classList.remove("lit");
            const stage = chosen();
            if (!stage) return;
            stage.setAttribute("aria-current", "true");
            const net = svg.querySelector('.net[data-from="' + stage.id.slice(4) + '"]');
            if (net) net.classList.add("lit");
            reveal(stage);
          };
          const close = () => {
            const stage = chosen();
            location.hash = "";
            if (stage) stage.focus();
          };
          const reveal = (stage) => {
            const b = stage.getBBox();
            const isInside = b.x >= view.x && b.y >= view.y && b.x + b.width <= view.x + view.w
              && b.y + b.height <= view.y + view.h;
            if (isInside) return;
            view.x = b.x + b.width / 2 - view.w / 2;
            view.y = b.y + b.height / 2 - view.h / 2;
            show();
          };
          svg.addEventListener("focusin", (event) => {
            const stage = event.target.closest(".stage");
            if (stage && stage.matches(":focus-visible")) reveal(stage);
          });
          window.addEventListener("hashchange", mark);
          start();
          mark();
        })();
        """#
}
