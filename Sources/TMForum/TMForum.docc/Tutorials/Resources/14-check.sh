swift run -c release --package-path ../swift-tmforum tmf check --url http://127.0.0.1:8080

# kit                          requests  assertions  failed  warnings  verdict
# CTK-Party_Interaction-4.0.0        18         246       0         0  passed
# CTK-Customer-4.0.0                 10          70       0         0  passed
