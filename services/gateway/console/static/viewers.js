// Starts the viewer of OpenAPI: the policy of these pages allows no script inside them.
(() => {
  "use strict";
  const place = document.getElementById("swagger");
  if (place && window.SwaggerUIBundle) {
    window.SwaggerUIBundle({ url: place.dataset.openapi, domNode: place, supportedSubmitMethods: [], defaultModelsExpandDepth: -1 });
  }
})();
