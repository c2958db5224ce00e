// The website's search runs in a Worker, which browsers refuse to a page that is read from a file. There a hidden frame
// runs the same script; without this file the website's generator would fetch such a part from the network.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.onmessage = this.onerror = this.onmessageerror = null;
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.documentElement.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => this.tell("message", { data });
      this.loaded = new Promise((done) => {
        const script = inside.document.createElement("script");
        script.src = new URL(address, document.baseURI);
        script.onload = done;
        script.onerror = () => this.tell("error", {});
        inside.document.body.append(script);
      });
    }

    tell(type, fields) {
      setTimeout(() => {
        const event = new MessageEvent(type, fields);
        this["on" + type]?.(event);
        this.dispatchEvent(event);
      });
    }

    postMessage(data) {
      this.loaded.then(() => {
        const inside = this.frame.contentWindow;
        inside?.dispatchEvent(new inside.MessageEvent("message", { data }));
      });
    }

    terminate() {
      this.frame.remove();
    }
  };
}
