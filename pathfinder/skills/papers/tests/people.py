"""A profile with something in every part, and the files that other programs made of it or of less."""

from pathfinder.skills import profile_document as shapes

AMINA = shapes.Profile(
    lang="ar",
    person=shapes.Person(name="أمينة", email="amina@example.org", phone="+32 (0)470 12 34 56", place="Gent"),
    experiences=(
        shapes.Experience(key="e1", kind="own_business", title="خياطة (حلب)", words="كنت أخيط الستائر.\nهاتف 021-123 456 (صباحاً)", employer="Al-Nour", country="SY", since="2009-03", until="2014", tasks=("task:sew-at-home",)),
        shapes.Experience(key="e2", kind="unseen", title="رعاية أمي", country="SY", since="2014", still=True, tasks=("task:care-for-relative",)),
        shapes.Experience(key="e3", kind="training", title="Naaien", employer="VDAB", country="BE", since="2018-10-01", until="2019-02"),
    ),
    skills=(
        shapes.Skill(what="task:sew-at-home", words="ستائر", experience="e1"),
        shapes.Skill(what="task:alter-clothes", proof="shown_at_work", shown_by="Atelier", shown_on="2012"),
        shapes.Skill(what="task:care-for-relative", proof="recognised", shown_by="VDAB", shown_on="2020-05-04"),
    ),
    diplomas=(shapes.Diploma(key="d1", title="بكالوريا", country="SY", level=3, field="00", school="مدرسة", awarded="2005-06", papers="lost", recognition="asked"),),
    licences=(shapes.Licence(what="driving B", country="SY", until="2027-01"), shapes.Licence(what="Forklift", country="BE")),
    languages={"ar": shapes.LanguageSkill(*["native"] * 5), "nl": shapes.LanguageSkill("A2", "A2", "A1", "A1", "B1"), "en": shapes.LanguageSkill(*["B1"] * 5)},
    wishes=shapes.Wishes(work=("task:alter-clothes",), aim="work", hours="part_time", from_day="2027-01", country="BE", place="9000"),
    limits="لا أرفع أثقالاً",
)  # fmt: skip

EUROPASS = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="nl">
 <DocumentInfo><DocumentType>ECV</DocumentType><XSDVersion>V3.0</XSDVersion></DocumentInfo>
 <PrintingPreferences><Document type="ECV"><Field name="LearnerInfo" show="true"/></Document></PrintingPreferences>
 <LearnerInfo>
  <Identification>
   <PersonName><FirstName>Piet</FirstName><Surname>Peeters</Surname></PersonName>
   <ContactInfo>
    <Address><Contact><PostalCode>9000</PostalCode><Municipality>Gent</Municipality></Contact></Address>
    <Email><Contact>piet@example.org</Contact></Email>
    <TelephoneList><Telephone><Contact>+32 470 00 00 00</Contact></Telephone></TelephoneList>
   </ContactInfo>
   <Demographics>
    <Birthdate year="1980" month="--03" day="---10"/>
    <NationalityList><Nationality><Code>BE</Code><Label>Belg</Label></Nationality></NationalityList>
   </Demographics>
  </Identification>
  <WorkExperienceList>
   <WorkExperience>
    <Period><From year="2001" month="--09"/><Current>true</Current></Period>
    <Position><Label>Kok</Label></Position>
    <Activities>&lt;p&gt;Koken voor &amp;amp; met veertig mensen&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Inkopen&lt;/li&gt;&lt;/ul&gt;</Activities>
    <Employer><Name>De Lepel</Name><ContactInfo><Address><Contact><Country><Code>UK</Code><Label>Verenigd Koninkrijk</Label></Country></Contact></Address></ContactInfo><Sector><Code>I</Code></Sector></Employer>
   </WorkExperience>
  </WorkExperienceList>
  <EducationList>
   <Education><Period><To year="2000" month="--06" day="---30"/></Period><Title>Hotelschool</Title><Organisation><Name>Ter Duinen</Name></Organisation><Level><Code>4</Code><Label>EQF 4</Label></Level></Education>
  </EducationList>
  <Skills>
   <Linguistic>
    <MotherTongueList><MotherTongue><Description><Code>nl</Code><Label>Nederlands</Label></Description></MotherTongue></MotherTongueList>
    <ForeignLanguageList><ForeignLanguage><Description><Label>Frans</Label></Description><ProficiencyLevel><Listening>C1</Listening><Writing>B1</Writing></ProficiencyLevel></ForeignLanguage></ForeignLanguageList>
   </Linguistic>
   <JobRelated><Description>HACCP</Description></JobRelated>
   <Driving><Description><Licence>B</Licence><Licence>BE</Licence></Description></Driving>
  </Skills>
 </LearnerInfo>
</SkillsPassport>
"""

RESUME = """{
 "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
 "basics": {"name": "Piet", "label": "Cook", "email": "piet@example.org", "location": {"city": "Gent"}, "profiles": [{"network": "x", "username": "piet"}]},
 "work": [{"name": "De Lepel", "position": "Cook", "startDate": "2001-09", "endDate": "yesterday", "summary": "Cooked for forty", "highlights": ["Bought the food"]}],
 "volunteer": [{"organization": "Food bank", "position": "Helper", "startDate": "2019"}],
 "education": [{"institution": "Ter Duinen", "studyType": "Hotel school", "endDate": "2000-06-30", "score": "14/20"}],
 "skills": [{"name": "Cooking", "keywords": ["soup"]}, {"name": "Soups", "keywords": ["http://data.europa.eu/esco/skill/soup-1"]}],
 "languages": [{"language": "Dutch", "fluency": "Native speaker"}, {"language": "French", "fluency": "B1 or so"}, {"language": "Elvish"}]
}
"""
