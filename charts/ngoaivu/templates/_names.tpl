{{/* Everything takes a dict of `root` (the chart's scope), `name` (the service) and its `own` values. */}}
{{- define "ngoaivu.fullname" -}}
{{- if eq .name "" -}}{{ .root.Release.Name }}{{- else -}}{{ .root.Release.Name }}-{{ .name }}{{- end -}}
{{- end -}}

{{- define "ngoaivu.labels" -}}
app.kubernetes.io/name: ngoaivu
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .name }}
app.kubernetes.io/component: {{ . }}
{{- end }}
app.kubernetes.io/version: {{ .root.Values.image.tag | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: ngoaivu
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "ngoaivu.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{- define "ngoaivu.image" -}}
{{- with .root.Values.global.imageRegistry }}{{ . }}/{{ end -}}
{{ .root.Values.image.prefix }}-{{ .name }}:{{ .root.Values.image.tag }}
{{- end -}}

{{/* The services of this level: all of them in a province, the gateway alone at the ministry. */}}
{{- define "ngoaivu.services" -}}
{{- if eq .Values.level "ministry" -}}gateway{{- else -}}{{ keys .Values.services | sortAlpha | join " " }}{{- end -}}
{{- end -}}

{{- define "ngoaivu.peers" -}}
{{- $peers := list -}}
{{- range splitList " " (include "ngoaivu.services" .) -}}
{{- $peers = append $peers (printf "%s=http://%s-%s:8080" . $.Release.Name .) -}}
{{- end -}}
{{ join "," $peers }}
{{- end -}}

{{- define "ngoaivu.pairs" -}}
{{- $pairs := list -}}
{{- range $name, $url := . -}}{{- $pairs = append $pairs (printf "%s=%s" $name $url) -}}{{- end -}}
{{ join "," $pairs }}
{{- end -}}

{{- define "ngoaivu.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "ngoaivu.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- define "ngoaivu.placement" -}}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{/* What a container of a service is told, beside the ConfigMap: secrets, and what is its own. */}}
{{- define "ngoaivu.env" -}}
- name: NGOAIVU_MONGO_URL
  valueFrom: {secretKeyRef: {name: {{ .root.Values.existingSecret }}, key: mongo-url}}
- name: NGOAIVU_INTERNAL_SECRET
  valueFrom: {secretKeyRef: {name: {{ .root.Values.existingSecret }}, key: internal-secret}}
{{- if eq .name "gateway" }}
- {name: NGOAIVU_SIGNING_KEY, value: /keys/signing.jwk}
{{- end }}
{{- if and (contains "sasl" .root.Values.kafka.security) (eq .root.Values.level "province") }}
- {name: NGOAIVU_KAFKA_USERNAME, value: {{ include "ngoaivu.fullname" . }}}
- name: NGOAIVU_KAFKA_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ include "ngoaivu.fullname" . }}, key: password}}
{{- end }}
{{- range $name, $value := .own.env }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- with .root.Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "ngoaivu.mounts" -}}
- {name: tmp, mountPath: /tmp}
- {name: keys, mountPath: /keys, readOnly: true}
{{- if .root.Values.mongo.caSecret }}
- {name: mongo-ca, mountPath: /mongo-ca, readOnly: true}
{{- end }}
{{- if .root.Values.kafka.caSecret }}
- {name: kafka-ca, mountPath: /kafka-ca, readOnly: true}
{{- end }}
{{- with .root.Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The gateway alone sees the key that tokens are signed with. */}}
{{- define "ngoaivu.volumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 128Mi}
- name: keys
  secret:
    secretName: {{ .root.Values.existingSecret }}
    defaultMode: 0440
    items:
      - {key: jwks.json, path: jwks.json}
      {{- if eq .name "gateway" }}
      - {key: signing.jwk, path: signing.jwk}
      {{- end }}
{{- with .root.Values.mongo.caSecret }}
- name: mongo-ca
  secret: {secretName: {{ . }}, defaultMode: 0440, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- with .root.Values.kafka.caSecret }}
- name: kafka-ca
  secret: {secretName: {{ . }}, defaultMode: 0440, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- with .root.Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
